/* Made by generate.py. */
#include <complex.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct S0 { uint16_t f0; double f1; uint32_t f2[3]; char f3[8]; uint16_t f4; char f5[1]; double f6[3]; } __attribute__((aligned(64)));
#pragma pack(push, 4)
struct S1 { int16_t f0; uint32_t f1; double _Complex f2; float _Complex f3; uint32_t f4; uint16_t f5[2][3]; };
#pragma pack(pop)
#pragma pack(push, 4)
struct S2 { unsigned char f0[2]; uint32_t f1[2][2][5]; int32_t f2[2][3]; };
#pragma pack(pop)
struct S3 { uint32_t f0; int64_t f1; uint32_t f2[1][5]; unsigned char f3[2]; uint32_t f4[3][2][2]; char f5[8]; } __attribute__((packed));
#pragma pack(push, 4)
struct S4 { double _Complex f0; struct S3 f1[2][2]; _Bool f2[3]; struct S3 f3; uint64_t f4; char f5[1][3]; };
#pragma pack(pop)
struct S5 { double _Complex f0; struct S3 f1; } __attribute__((aligned(64)));
struct S6 { unsigned char f0[3][8]; uint64_t f1; uint16_t f2; struct S3 f3; double f4; int16_t f5; uint64_t f6; } __attribute__((packed));
struct S7 { int64_t f0[1]; } __attribute__((aligned(16)));
struct S8 { float _Complex f0; float _Complex f1; } __attribute__((packed));
struct S9 { unsigned char f0[2]; int64_t f1[3]; uint64_t f2[2][1]; int8_t f3[2][2]; } __attribute__((packed));
struct S10 { float f0[1][2]; uint8_t f1; int64_t f2[3]; int64_t f3; unsigned char f4[2]; uint32_t f5[5]; } __attribute__((packed));
struct S11 { int64_t f0; uint16_t f1[3]; struct S8 f2; char f3[3][17]; struct S6 f4; } __attribute__((packed));
struct S12 { int8_t f0; uint16_t f1; };
struct S13 { unsigned char f0[2]; };
struct S14 { float f0; _Bool f1; };
struct S15 { uint32_t f0[2]; float _Complex f1; uint8_t f2; int32_t f3; float f4; } __attribute__((packed));
struct S16 { double _Complex f0; uint8_t f1[2]; int64_t f2[3][2]; uint32_t f3[1][1]; int32_t f4[3][2]; };
struct S17 { uint16_t f0[3]; double f1; double _Complex f2[2]; } __attribute__((packed));
struct S18 { uint64_t f0; double f1; uint64_t f2[3][1]; struct S12 f3[2][2]; struct S9 f4; };
#pragma pack(push, 4)
struct S19 { int16_t f0; float _Complex f1; uint64_t f2[1][2]; };
#pragma pack(pop)
struct S20 { struct S12 f0; struct S9 f1; uint16_t f2; };
struct S21 { struct S11 f0; struct S3 f1; struct S9 f2[2]; struct S17 f3; int64_t f4; int64_t f5[3]; };
struct S22 { int64_t f0[3][3]; uint32_t f1[5]; } __attribute__((packed));
struct S23 { struct S10 f0; int64_t f1; int32_t f2; };
#pragma pack(push, 4)
struct S24 { uint32_t f0[5]; struct S3 f1; struct S23 f2; unsigned char f3[8]; unsigned char f4[2]; struct S12 f5; uint32_t f6; };
#pragma pack(pop)
#pragma pack(push, 2)
struct S25 { uint32_t f0[5]; unsigned char f1[8]; uint16_t f2[2]; int64_t f3[1]; struct S17 f4; uint64_t f5; };
#pragma pack(pop)
struct S26 { uint32_t f0[2][2]; uint16_t f1[2][2]; uint32_t f2; int64_t f3; } __attribute__((aligned(64)));
struct S27 { int64_t f0[1][1]; struct S17 f1; uint32_t f2; };
struct S28 { uint32_t f0[5]; char f1[17]; } __attribute__((packed));
struct S29 { int32_t f0; } __attribute__((aligned(64)));
struct S30 { int16_t f0[3]; uint32_t f1[3][2]; };
struct S31 { int16_t f0; uint32_t f1[2]; int64_t f2; double f3; char f4[8]; };
struct S32 { struct S22 f0; struct S9 f1; } __attribute__((packed));
struct S33 { uint16_t f0; _Bool f1; struct S28 f2; int16_t f3; };
struct S34 { double f0; uint16_t f1; char f2[17]; uint16_t f3[1][3]; };
struct S35 { unsigned char f0[2]; struct S28 f1; char f2[17]; uint32_t f3; uint64_t f4; double _Complex f5; uint32_t f6[5]; } __attribute__((packed));
struct S36 { char f0[17]; uint32_t f1[1]; uint16_t f2[1][2]; };
struct S37 { uint8_t f0; struct S21 f1; int64_t f2; struct S17 f3[3][2]; double _Complex f4; uint32_t f5[2]; };
struct S38 { uint16_t f0[2][1]; struct S6 f1; };
struct S39 { float _Complex f0[2][3]; int16_t f1[3]; uint64_t f2; float f3; uint8_t f4; uint16_t f5; } __attribute__((packed));
struct S40 { int16_t f0; uint32_t f1; unsigned char f2[2][2]; struct S8 f3; _Bool f4[3][3]; } __attribute__((aligned(16)));
struct S41 { struct S34 f0; uint32_t f1; unsigned char f2[2]; } __attribute__((packed));
struct S42 { char f0[8]; uint32_t f1[1]; uint32_t f2[1]; char f3[1]; double _Complex f4; int64_t f5; double f6[3]; };
struct S43 { unsigned char f0[2]; uint32_t f1[5]; uint16_t f2[1]; } __attribute__((packed));
struct S44 { double f0; uint64_t f1; struct S22 f2; uint32_t f3; uint32_t f4[2]; };
struct S45 { int64_t f0[2][1]; float f1; struct S37 f2; uint32_t f3[2]; struct S38 f4; } __attribute__((packed));
struct S46 { _Bool f0[3]; int8_t f1; uint32_t f2; };
struct S47 { int64_t f0; struct S43 f1; uint8_t f2; struct S34 f3[1][3]; int8_t f4; struct S46 f5; };
struct S48 { int8_t f0[2][2]; struct S15 f1; uint64_t f2; int16_t f3[1]; uint16_t f4; uint64_t f5; unsigned char f6[4]; } __attribute__((packed));
struct S49 { int64_t f0; struct S11 f1[1][3]; struct S34 f2; int64_t f3; unsigned char f4[3][2][5]; } __attribute__((aligned(16)));
struct S50 { char f0[3]; };
struct S51 { int64_t f0[2]; float f1; } __attribute__((packed));
struct S52 { struct S14 f0; struct S41 f1; struct S47 f2; int64_t f3; unsigned char f4[2]; struct S9 f5; };
struct S53 { int64_t f0; int64_t f1; } __attribute__((packed));
struct S54 { uint32_t f0[2][1]; float f1; int64_t f2; uint16_t f3; uint32_t f4; } __attribute__((aligned(64)));
struct S55 { int64_t f0; float f1; } __attribute__((aligned(64)));
struct S56 { char f0[3]; int64_t f1; char f2[1][3][17]; int64_t f3; struct S27 f4; };
struct S57 { uint32_t f0; uint32_t f1; unsigned char f2[2]; unsigned char f3[3][2]; int64_t f4[2][1]; uint32_t f5; };
struct S58 { uint64_t f0; unsigned char f1[1][3][5]; uint32_t f2[3][2][1]; double f3; };
struct S59 { float _Complex f0; int64_t f1; struct S52 f2; struct S37 f3[2][2]; uint32_t f4; struct S8 f5; uint16_t f6; };
struct S60 { struct S12 f0; int64_t f1; int64_t f2; int64_t f3; struct S17 f4; int64_t f5; uint32_t f6[1]; } __attribute__((packed));
struct S61 { uint16_t f0; };
struct S62 { int32_t f0; uint32_t f1; } __attribute__((packed));
struct S63 { int64_t f0; char f1[17]; };
struct S64 { uint32_t f0; double f1; uint32_t f2; int64_t f3; char f4[1][3][8]; int64_t f5; uint64_t f6; };
struct S65 { struct S20 f0[1][1]; int64_t f1; struct S33 f2[3]; int64_t f3; double _Complex f4; int64_t f5; } __attribute__((packed));
struct S66 { uint16_t f0[2]; } __attribute__((aligned(16)));
struct S67 { double f0; struct S53 f1; uint32_t f2[2][3]; uint16_t f3; } __attribute__((packed));
#pragma pack(push, 4)
struct S68 { uint8_t f0; uint32_t f1[1]; int16_t f2; struct S14 f3[2]; struct S53 f4; uint32_t f5[1]; float f6; };
#pragma pack(pop)
struct S69 { uint8_t f0[1]; char f1[3]; } __attribute__((aligned(64)));
struct S70 { struct S33 f0; struct S46 f1; };
struct S71 { int64_t f0; };
struct S72 { struct S33 f0[3][3]; double f1; int32_t f2; double f3[1]; struct S23 f4[3]; float f5[3]; };
struct S73 { double _Complex f0[1][1]; uint16_t f1; struct S61 f2[3]; double _Complex f3; uint32_t f4; _Bool f5[1][1]; unsigned char f6[4]; } __attribute__((packed));
struct S74 { uint32_t f0; int32_t f1; _Bool f2[3]; int32_t f3[3][2]; };
struct S75 { char f0[3][1][1]; double f1; float _Complex f2[1]; } __attribute__((packed));
struct S76 { char f0[2][3]; int64_t f1; int64_t f2; unsigned char f3[2]; uint32_t f4; uint8_t f5[1]; } __attribute__((packed));
struct S77 { uint32_t f0; unsigned char f1[2]; int64_t f2; uint16_t f3; struct S43 f4; struct S32 f5; } __attribute__((packed));
struct S78 { uint8_t f0; float _Complex f1; int8_t f2; int64_t f3; unsigned char f4[8]; int32_t f5; uint16_t f6; } __attribute__((packed));
struct S79 { _Bool f0; uint32_t f1[5]; float _Complex f2; _Bool f3[2][3]; double _Complex f4; } __attribute__((packed));
struct S80 { struct S64 f0; int32_t f1; double f2; float f3; char f4[1]; uint16_t f5; _Bool f6; };
struct S81 { _Bool f0; struct S16 f1[3]; unsigned char f2[2]; struct S32 f3; int64_t f4; int64_t f5; };
struct S82 { uint32_t f0; uint64_t f1[3]; int8_t f2; int64_t f3[1][3]; struct S30 f4; double _Complex f5; struct S60 f6; } __attribute__((aligned(64)));
struct S83 { uint8_t f0; int8_t f1; double f2; uint32_t f3; } __attribute__((aligned(16)));
struct S84 { int16_t f0[1]; };
#pragma pack(push, 2)
struct S85 { uint32_t f0; uint32_t f1[2]; int8_t f2; int64_t f3; };
#pragma pack(pop)
struct S86 { struct S53 f0[3][3]; uint32_t f1; int8_t f2; int64_t f3; struct S14 f4; uint32_t f5; } __attribute__((aligned(16)));
#pragma pack(push, 4)
struct S87 { int32_t f0; unsigned char f1[2][2][8]; int64_t f2; int16_t f3; char f4[3]; unsigned char f5[2]; };
#pragma pack(pop)
#pragma pack(push, 2)
struct S88 { int8_t f0; struct S77 f1; int64_t f2; int8_t f3; struct S37 f4; double f5; };
#pragma pack(pop)
#pragma pack(push, 4)
struct S89 { uint32_t f0; unsigned char f1[8]; struct S44 f2; };
#pragma pack(pop)
struct S90 { struct S56 f0; } __attribute__((aligned(16)));
struct S91 { int64_t f0[1][2]; struct S42 f1; };
struct S92 { unsigned char f0[2]; } __attribute__((packed));
struct S93 { uint32_t f0[3]; char f1[3][17]; char f2[3]; unsigned char f3[8]; int64_t f4; struct S17 f5; uint32_t f6[2][2][2]; } __attribute__((packed));
struct S94 { double _Complex f0; _Bool f1; } __attribute__((aligned(16)));
#pragma pack(push, 4)
struct S95 { unsigned char f0[2]; uint64_t f1; int64_t f2; int16_t f3; };
#pragma pack(pop)
struct S96 { int16_t f0; int64_t f1; int8_t f2; char f3[3]; float f4[3]; _Bool f5; } __attribute__((aligned(16)));
struct S97 { uint32_t f0[1]; int64_t f1; unsigned char f2[4]; int64_t f3; int8_t f4; int8_t f5; } __attribute__((packed));
struct S98 { uint8_t f0; uint16_t f1; };
struct S99 { char f0[17]; int64_t f1; int64_t f2; struct S6 f3; } __attribute__((packed));
struct S100 { unsigned char f0[4]; unsigned char f1[4]; char f2[1][3]; uint32_t f3; } __attribute__((packed));
#pragma pack(push, 2)
struct S101 { float f0[2][1]; };
#pragma pack(pop)
struct S102 { int8_t f0; struct S32 f1[2]; int64_t f2; _Bool f3; char f4[1]; struct S53 f5; int32_t f6; };
struct S103 { uint32_t f0[1]; struct S50 f1; int64_t f2; int8_t f3; float f4; };
struct S104 { uint32_t f0[1]; char f1[1][1][3]; };
struct S105 { int16_t f0[2][2]; uint32_t f1; };
struct S106 { uint64_t f0[1]; int64_t f1; char f2[3]; struct S11 f3; int64_t f4; } __attribute__((packed));
struct S107 { float _Complex f0[2][3]; struct S22 f1[2]; int64_t f2[3][1]; };
struct S108 { unsigned char f0[1][5]; float _Complex f1[2][2]; } __attribute__((packed));
struct S109 { uint32_t f0[2]; int64_t f1; int64_t f2[2][1]; } __attribute__((packed));
struct S110 { _Bool f0; float _Complex f1; } __attribute__((aligned(64)));
struct S111 { struct S75 f0; uint8_t f1; float f2; uint8_t f3; };
struct S112 { float _Complex f0; uint32_t f1[1]; };
#pragma pack(push, 4)
struct S113 { double f0; unsigned char f1[5]; int64_t f2[3][3]; uint32_t f3[3][3]; float f4; struct S20 f5; };
#pragma pack(pop)
struct S114 { uint32_t f0[3][1]; } __attribute__((packed));
struct S115 { int8_t f0; int64_t f1; uint16_t f2[2]; } __attribute__((aligned(64)));
struct S116 { struct S48 f0; struct S37 f1; int16_t f2; char f3[8]; struct S8 f4; };
struct S117 { struct S99 f0; uint32_t f1; double _Complex f2; float f3; struct S46 f4[3]; };
#pragma pack(push, 4)
struct S118 { uint32_t f0; };
#pragma pack(pop)
struct S119 { struct S27 f0; int8_t f1[2][3]; uint64_t f2; float f3; int64_t f4; struct S51 f5[1]; } __attribute__((aligned(64)));
struct S120 { int8_t f0; int64_t f1; uint16_t f2; uint32_t f3; int16_t f4; } __attribute__((packed));
#pragma pack(push, 4)
struct S121 { uint16_t f0; struct S114 f1; unsigned char f2[8]; char f3[8]; unsigned char f4[2]; float _Complex f5; };
#pragma pack(pop)
struct S122 { uint32_t f0[5]; int64_t f1; struct S112 f2; uint8_t f3; };
struct S123 { int64_t f0; int32_t f1[3][1]; struct S13 f2[1][1]; int64_t f3; unsigned char f4[8]; uint32_t f5; } __attribute__((packed));
struct S124 { float _Complex f0[3][1]; unsigned char f1[3][1][2]; } __attribute__((aligned(16)));
struct S125 { float _Complex f0; struct S10 f1; int8_t f2; unsigned char f3[2]; double _Complex f4; int64_t f5; int8_t f6; };
struct S126 { float _Complex f0[3]; uint32_t f1; };
struct S127 { int8_t f0; int8_t f1; double _Complex f2[3][2]; int64_t f3; uint16_t f4; struct S47 f5; char f6[1][1][3]; };
#pragma pack(push, 2)
struct S128 { unsigned char f0[4]; };
#pragma pack(pop)
struct S129 { int64_t f0; };
struct S130 { uint8_t f0; uint8_t f1; float f2; } __attribute__((aligned(64)));
struct S131 { struct S81 f0; uint32_t f1[5]; _Bool f2[3][3]; } __attribute__((packed));
struct S132 { int64_t f0; uint32_t f1[2]; double f2[3][2]; };
#pragma pack(push, 4)
struct S133 { float f0; int64_t f1; _Bool f2; int64_t f3; struct S84 f4; struct S84 f5; int16_t f6; };
#pragma pack(pop)
struct S134 { struct S114 f0[1]; float f1; double f2; struct S104 f3; struct S45 f4; int64_t f5; } __attribute__((packed));
struct S135 { int64_t f0[1][3]; uint16_t f1; } __attribute__((packed));
struct S136 { _Bool f0; uint64_t f1; int64_t f2; struct S11 f3; char f4[1]; float f5[3]; } __attribute__((aligned(16)));
struct S137 { int8_t f0; struct S122 f1; int64_t f2; int64_t f3; unsigned char f4[2]; } __attribute__((aligned(64)));
struct S138 { struct S15 f0[3][2]; uint16_t f1; struct S125 f2; double f3; uint32_t f4; struct S43 f5; } __attribute__((aligned(16)));
#pragma pack(push, 4)
struct S139 { double f0[2][1]; unsigned char f1[4]; uint16_t f2; uint32_t f3; float f4; int64_t f5; int32_t f6[3]; };
#pragma pack(pop)
struct S140 { uint64_t f0; } __attribute__((aligned(64)));
struct S141 { uint8_t f0; struct S98 f1[1][1]; unsigned char f2[5]; int8_t f3; uint64_t f4; uint8_t f5; } __attribute__((packed));
struct S142 { int64_t f0; uint32_t f1[5]; struct S80 f2; unsigned char f3[3][2][8]; unsigned char f4[2]; } __attribute__((packed));
struct S143 { struct S6 f0; } __attribute__((packed));
struct S144 { uint64_t f0[1][2]; unsigned char f1[5]; uint64_t f2[1][1]; int64_t f3; struct S8 f4; } __attribute__((aligned(16)));
struct S145 { struct S48 f0; struct S53 f1; uint32_t f2[1]; double _Complex f3; struct S72 f4; };
struct S146 { int32_t f0; char f1[17]; float f2; double _Complex f3; struct S135 f4[2][2]; int64_t f5; };
#pragma pack(push, 4)
struct S147 { double _Complex f0; };
#pragma pack(pop)
struct S148 { uint16_t f0; uint32_t f1[2]; int8_t f2; char f3[3]; uint32_t f4; double f5[3]; } __attribute__((packed));
struct S149 { double _Complex f0; uint32_t f1[2]; double f2; double f3; uint8_t f4[1]; struct S93 f5; };
struct S150 { int8_t f0[3]; struct S45 f1; float f2; };
#pragma pack(push, 4)
struct S151 { char f0[3]; uint16_t f1; int16_t f2[3]; double f3; };
#pragma pack(pop)
struct S152 { uint32_t f0[3][2]; uint16_t f1; unsigned char f2[2][5]; struct S129 f3[3]; } __attribute__((aligned(64)));
struct S153 { double f0; float f1[1]; unsigned char f2[2]; struct S106 f3; struct S132 f4[3][2]; int64_t f5; };
struct S154 { unsigned char f0[8]; int16_t f1; uint32_t f2[3]; uint32_t f3; uint32_t f4[1]; char f5[8]; uint32_t f6; } __attribute__((packed));
struct S155 { uint32_t f0; uint32_t f1[1]; int64_t f2; uint64_t f3; uint32_t f4; struct S58 f5; uint32_t f6[2]; } __attribute__((aligned(64)));
struct S156 { int32_t f0; struct S142 f1; struct S122 f2; double f3; } __attribute__((packed));
struct S157 { struct S149 f0; int8_t f1[2]; int64_t f2; char f3[17]; int8_t f4[2]; char f5[2][1]; int64_t f6; } __attribute__((packed));
struct S158 { float f0; } __attribute__((packed));
#pragma pack(push, 4)
struct S159 { uint32_t f0[2]; unsigned char f1[2]; struct S145 f2; char f3[8]; };
#pragma pack(pop)
struct S160 { uint32_t f0[5]; uint32_t f1[5]; struct S157 f2; struct S27 f3; };
struct S161 { unsigned char f0[5]; double f1; };
#pragma pack(push, 4)
struct S162 { uint64_t f0[3][3]; };
#pragma pack(pop)
struct S163 { uint32_t f0; int8_t f1; uint32_t f2; } __attribute__((packed));
struct S164 { struct S12 f0; _Bool f1; int64_t f2; char f3[1]; };
struct S165 { struct S9 f0; unsigned char f1[8]; } __attribute__((packed));
struct S166 { int64_t f0; uint8_t f1; struct S125 f2[2]; int8_t f3[3]; unsigned char f4[4]; } __attribute__((packed));
struct S167 { double f0; uint16_t f1; struct S157 f2; unsigned char f3[4]; int64_t f4[1][2]; uint32_t f5[5]; } __attribute__((packed));
#pragma pack(push, 2)
struct S168 { unsigned char f0[2]; struct S76 f1[1]; };
#pragma pack(pop)
#pragma pack(push, 4)
struct S169 { char f0[1]; };
#pragma pack(pop)
struct S170 { uint64_t f0; } __attribute__((packed));
struct S171 { char f0[3][3]; struct S141 f1; int64_t f2; char f3[3]; int8_t f4; struct S23 f5; int32_t f6[3][1]; } __attribute__((aligned(64)));
struct S172 { char f0[17]; uint16_t f1; float _Complex f2; int64_t f3; int64_t f4; uint16_t f5[1][3]; } __attribute__((packed));
struct S173 { _Bool f0; struct S67 f1; double _Complex f2; };
struct S174 { uint64_t f0; unsigned char f1[2]; struct S38 f2; int16_t f3; unsigned char f4[2]; } __attribute__((packed));
#pragma pack(push, 2)
struct S175 { float f0; unsigned char f1[5]; int64_t f2[3]; int64_t f3[1]; };
#pragma pack(pop)
#pragma pack(push, 4)
struct S176 { char f0[3]; unsigned char f1[2]; int64_t f2; unsigned char f3[1][8]; };
#pragma pack(pop)
struct S177 { char f0[1]; char f1[1]; } __attribute__((packed));
struct S178 { struct S75 f0; struct S14 f1; };
struct S179 { int64_t f0[1][2]; struct S165 f1[3]; };
struct S180 { float _Complex f0; struct S163 f1; uint16_t f2; struct S125 f3; uint32_t f4[5]; unsigned char f5[3][3][2]; } __attribute__((packed));
struct S181 { struct S102 f0; uint32_t f1[2][1]; _Bool f2[3]; uint32_t f3[1][1][1]; double f4; int32_t f5; } __attribute__((packed));
struct S182 { float f0[1]; int64_t f1; uint16_t f2[2][2]; uint16_t f3; unsigned char f4[3][5]; double _Complex f5; };
struct S183 { struct S126 f0; float _Complex f1[2][2]; char f2[8]; _Bool f3; double f4; uint32_t f5[1]; int64_t f6; };
#pragma pack(push, 2)
struct S184 { float f0; int64_t f1; struct S76 f2; double _Complex f3; float f4[3][2]; struct S160 f5; };
#pragma pack(pop)
struct S185 { struct S53 f0; float f1; struct S46 f2; int32_t f3[1][2]; struct S58 f4; struct S143 f5; int64_t f6[2][3]; };
struct S186 { uint32_t f0[5]; };
struct S187 { float f0; int64_t f1; char f2[2][1][3]; struct S14 f3; } __attribute__((packed));
#pragma pack(push, 2)
struct S188 { uint16_t f0; float f1[2]; unsigned char f2[4]; struct S142 f3[3][3]; unsigned char f4[8]; };
#pragma pack(pop)
struct S189 { double _Complex f0; struct S105 f1; struct S186 f2[1]; float _Complex f3; char f4[17]; uint32_t f5; int64_t f6; };
struct S190 { struct S32 f0; int64_t f1; uint8_t f2; char f3[8]; unsigned char f4[2][1][2]; int8_t f5; } __attribute__((aligned(16)));
#pragma pack(push, 2)
struct S191 { struct S98 f0; struct S158 f1; };
#pragma pack(pop)
struct S192 { struct S132 f0[1]; int64_t f1[3][3]; int64_t f2; unsigned char f3[2]; double f4; int32_t f5; } __attribute__((packed));
#pragma pack(push, 4)
struct S193 { float _Complex f0; struct S179 f1; };
#pragma pack(pop)
struct S194 { int64_t f0; unsigned char f1[4]; struct S75 f2; uint32_t f3; unsigned char f4[4]; } __attribute__((packed));
struct S195 { unsigned char f0[3][5]; int64_t f1; float f2; int32_t f3; };
struct S196 { double f0; int64_t f1; uint16_t f2[2]; struct S38 f3; };
struct S197 { unsigned char f0[1][8]; } __attribute__((packed));
struct S198 { struct S38 f0[3][1]; uint32_t f1[1]; char f2[1]; } __attribute__((packed));
struct S199 { struct S44 f0[2]; _Bool f1; uint32_t f2; unsigned char f3[4]; uint32_t f4[5]; char f5[17]; } __attribute__((packed));
#pragma pack(push, 4)
struct S200 { struct S196 f0[1]; int8_t f1[2][2]; uint16_t f2; double _Complex f3; float f4; };
#pragma pack(pop)
struct S201 { double _Complex f0[2]; int64_t f1; struct S77 f2[2][3]; int64_t f3[2][2]; uint32_t f4[3][2]; uint64_t f5[3]; _Bool f6; };
struct S202 { unsigned char f0[2]; uint8_t f1; uint16_t f2; uint16_t f3; uint32_t f4; double f5; unsigned char f6[8]; } __attribute__((packed));
struct S203 { int32_t f0[3][2]; uint16_t f1[2]; float f2; uint16_t f3; int8_t f4; } __attribute__((aligned(16)));
struct S204 { struct S92 f0; struct S196 f1; uint64_t f2; int8_t f3; int64_t f4; int64_t f5; } __attribute__((packed));
struct S205 { char f0[3]; int16_t f1; uint32_t f2[3]; };
struct S206 { float f0; char f1[1][1][8]; } __attribute__((aligned(64)));
struct S207 { unsigned char f0[5]; int64_t f1; uint32_t f2[1]; };
struct S208 { uint32_t f0; uint16_t f1[2][3]; double f2; int16_t f3; uint32_t f4[2]; };
struct S209 { _Bool f0[2]; };
struct S210 { struct S209 f0; int64_t f1[2][1]; double f2; unsigned char f3[5]; uint32_t f4[1]; int32_t f5; struct S20 f6; } __attribute__((packed));
struct S211 { uint16_t f0[1]; double _Complex f1; };
struct S212 { uint64_t f0; int64_t f1[2][1]; int64_t f2[3]; struct S44 f3; float _Complex f4; uint32_t f5; unsigned char f6[3][2][2]; } __attribute__((packed));
struct S213 { uint32_t f0; uint32_t f1[2][1]; unsigned char f2[2]; uint32_t f3[1]; int16_t f4; float f5; uint16_t f6; } __attribute__((packed));
struct S214 { _Bool f0; double f1[2][2]; uint32_t f2; };
struct S215 { uint64_t f0; uint16_t f1; } __attribute__((aligned(16)));
struct S216 { struct S212 f0; struct S149 f1; float _Complex f2[1][2]; int32_t f3; char f4[8]; } __attribute__((packed));
struct S217 { char f0[17]; int64_t f1; int16_t f2; uint32_t f3[2]; } __attribute__((aligned(64)));
struct S218 { char f0[1]; float _Complex f1[3]; };
#pragma pack(push, 2)
struct S219 { int64_t f0; int64_t f1; };
#pragma pack(pop)
struct S220 { struct S192 f0; char f1[8]; float _Complex f2[1][1]; struct S126 f3; int32_t f4; int64_t f5; struct S181 f6; };
struct S221 { int64_t f0; } __attribute__((packed));
struct S222 { int8_t f0; struct S17 f1[2][1]; };
struct S223 { double _Complex f0; uint64_t f1; };
struct S224 { struct S177 f0[2]; int64_t f1; unsigned char f2[8]; uint64_t f3; double _Complex f4; } __attribute__((packed));
struct S225 { uint8_t f0; float f1; };
struct S226 { int64_t f0; struct S30 f1; uint32_t f2; } __attribute__((packed));
struct S227 { int32_t f0[1]; int64_t f1; int64_t f2; struct S120 f3; char f4[17]; int64_t f5[2][2]; };
struct S228 { _Bool f0; int64_t f1; char f2[17]; struct S202 f3[3][3]; } __attribute__((aligned(64)));
struct S229 { struct S165 f0[2]; struct S44 f1; uint8_t f2; uint32_t f3; struct S3 f4; struct S76 f5; int32_t f6; } __attribute__((packed));
#pragma pack(push, 4)
struct S230 { int32_t f0; int64_t f1[2]; _Bool f2; char f3[1]; unsigned char f4[4]; int64_t f5; };
#pragma pack(pop)
#pragma pack(push, 2)
struct S231 { _Bool f0; int64_t f1; int64_t f2; int16_t f3; uint32_t f4; int64_t f5; };
#pragma pack(pop)
struct S232 { uint8_t f0[2][3]; int64_t f1; struct S74 f2; int32_t f3; uint64_t f4; } __attribute__((aligned(16)));
struct S233 { float _Complex f0; uint16_t f1; } __attribute__((aligned(16)));
struct S234 { struct S79 f0; char f1[17]; };
struct S235 { int64_t f0[1]; int64_t f1[3][3]; struct S214 f2; int64_t f3[2][3]; struct S35 f4; uint8_t f5; };
struct S236 { _Bool f0; float _Complex f1; } __attribute__((aligned(64)));
struct S237 { struct S127 f0; int8_t f1; float _Complex f2; int64_t f3; double f4; } __attribute__((aligned(64)));
struct S238 { unsigned char f0[2]; uint64_t f1[1][3]; } __attribute__((packed));
struct S239 { uint64_t f0; int64_t f1; int64_t f2; double f3; int64_t f4[2]; float f5; } __attribute__((aligned(16)));
struct S240 { int64_t f0; uint8_t f1; } __attribute__((packed));
struct S241 { float _Complex f0; int64_t f1; double f2; struct S199 f3; } __attribute__((packed));
struct S242 { uint32_t f0[1]; struct S80 f1; _Bool f2; int64_t f3; int64_t f4; };
struct S243 { uint16_t f0[1]; char f1[1]; unsigned char f2[4]; double _Complex f3; struct S38 f4; int64_t f5[3][1]; } __attribute__((packed));
struct S244 { int64_t f0; struct S14 f1[2][1]; _Bool f2[2]; } __attribute__((packed));
#pragma pack(push, 4)
struct S245 { float _Complex f0; uint32_t f1; double _Complex f2[3]; uint64_t f3; int64_t f4; struct S131 f5; };
#pragma pack(pop)
#pragma pack(push, 2)
struct S246 { char f0[1]; int64_t f1; };
#pragma pack(pop)
struct S247 { uint32_t f0[2][5]; uint32_t f1[1]; uint8_t f2; uint16_t f3[3][3]; int8_t f4; };
struct S248 { uint16_t f0; struct S99 f1[3]; } __attribute__((packed));
struct S249 { uint32_t f0[1]; struct S196 f1[1]; } __attribute__((packed));
struct S250 { int64_t f0; double f1; uint32_t f2; uint32_t f3; float f4[1][1]; uint64_t f5; };
struct S251 { float f0[2]; uint64_t f1; uint32_t f2[1]; int64_t f3; } __attribute__((aligned(16)));
struct S252 { uint64_t f0; uint64_t f1; _Bool f2[2][1]; uint16_t f3[3]; };
struct S253 { unsigned char f0[3][1][8]; struct S178 f1; unsigned char f2[8]; int32_t f3; double _Complex f4; int32_t f5; struct S42 f6; } __attribute__((packed));
struct S254 { int64_t f0; int64_t f1; int64_t f2; int32_t f3[3][2]; uint32_t f4[2]; _Bool f5; } __attribute__((aligned(16)));
struct S255 { _Bool f0[2]; uint64_t f1; struct S235 f2; char f3[17]; } __attribute__((aligned(16)));
struct S256 { int64_t f0; struct S73 f1[3]; int64_t f2[3]; uint16_t f3; } __attribute__((packed));
struct S257 { unsigned char f0[2]; } __attribute__((aligned(64)));
struct S258 { double f0; uint32_t f1; uint32_t f2[2]; uint32_t f3[3][2]; uint64_t f4[1][3]; _Bool f5[3][1]; } __attribute__((aligned(16)));
struct S259 { int16_t f0; };
struct S260 { int16_t f0[3]; double _Complex f1; int8_t f2; int8_t f3; uint32_t f4[1]; };
struct S261 { int64_t f0; uint32_t f1[2]; double _Complex f2; };
struct S262 { struct S129 f0; int8_t f1[3][2]; } __attribute__((packed));
struct S263 { uint32_t f0; uint32_t f1[3]; uint32_t f2[5]; uint64_t f3[2]; int8_t f4[1][2]; struct S46 f5[1][3]; char f6[17]; };
struct S264 { uint16_t f0; double _Complex f1[1][3]; struct S97 f2[3][1]; } __attribute__((packed));
struct S265 { unsigned char f0[1][3][5]; uint32_t f1[2]; float _Complex f2; int32_t f3; } __attribute__((packed));
#pragma pack(push, 4)
struct S266 { _Bool f0; };
#pragma pack(pop)
#pragma pack(push, 2)
struct S267 { _Bool f0; };
#pragma pack(pop)
struct S268 { int64_t f0; struct S73 f1[1]; double _Complex f2[2][1]; unsigned char f3[2][2]; double f4[2][1]; uint32_t f5; uint16_t f6; } __attribute__((packed));
#pragma pack(push, 2)
struct S269 { struct S226 f0[2][1]; struct S51 f1; struct S199 f2; struct S263 f3; struct S80 f4[1]; struct S264 f5; unsigned char f6[8]; };
#pragma pack(pop)
struct S270 { int16_t f0[3][3]; unsigned char f1[5]; uint16_t f2; struct S212 f3[1]; int64_t f4; struct S132 f5; double _Complex f6; } __attribute__((aligned(16)));
struct S271 { uint16_t f0; struct S211 f1; int64_t f2; uint64_t f3; } __attribute__((packed));
struct S272 { double f0[1][2]; uint64_t f1; uint32_t f2[1]; float _Complex f3; };
struct S273 { uint32_t f0[1]; unsigned char f1[5]; struct S112 f2; };
struct S274 { struct S104 f0; double f1[2]; double f2; } __attribute__((aligned(16)));
struct S275 { uint8_t f0; char f1[3][3]; int64_t f2[3][2]; uint32_t f3; };
struct S276 { uint16_t f0; struct S79 f1; int64_t f2; uint64_t f3; };
struct S277 { float f0; float _Complex f1[2][3]; uint64_t f2[2]; int8_t f3; } __attribute__((aligned(64)));
#pragma pack(push, 4)
struct S278 { double _Complex f0; unsigned char f1[4]; uint32_t f2[2]; int8_t f3; };
#pragma pack(pop)
struct S279 { struct S20 f0; unsigned char f1[5]; double _Complex f2[1][1]; struct S22 f3; int16_t f4; char f5[17]; };
struct S280 { double f0; struct S170 f1; double f2[3]; struct S64 f3; double f4; int64_t f5; float f6; } __attribute__((packed));
#pragma pack(push, 2)
struct S281 { float _Complex f0; unsigned char f1[2][2][4]; };
#pragma pack(pop)
struct S282 { uint32_t f0[2]; struct S164 f1[3][3]; unsigned char f2[1][3][2]; uint64_t f3; int64_t f4[2][2]; } __attribute__((packed));
struct S283 { uint32_t f0; int16_t f1[1]; int64_t f2; _Bool f3[3]; int64_t f4; struct S131 f5; uint16_t f6[3][2]; } __attribute__((aligned(16)));
struct S284 { int64_t f0; float _Complex f1; uint16_t f2; int64_t f3; } __attribute__((aligned(64)));
#pragma pack(push, 4)
struct S285 { struct S46 f0; int8_t f1; struct S261 f2; float f3; uint8_t f4[3]; uint32_t f5; int16_t f6; };
#pragma pack(pop)
struct S286 { int64_t f0; _Bool f1[2]; };
struct S287 { struct S149 f0[3][1]; double f1; uint64_t f2; uint32_t f3[1]; };
struct S288 { uint16_t f0; _Bool f1; int16_t f2[2][3]; uint16_t f3; uint32_t f4[2]; uint16_t f5; uint32_t f6[5]; } __attribute__((packed));
struct S289 { uint32_t f0; double f1; uint32_t f2[5]; uint16_t f3; int64_t f4; unsigned char f5[2]; int32_t f6; };
struct S290 { double f0; uint32_t f1[5]; uint64_t f2; };
#pragma pack(push, 2)
struct S291 { double _Complex f0; struct S154 f1[3]; };
#pragma pack(pop)
struct S292 { struct S268 f0; int32_t f1; uint16_t f2; char f3[1][1][17]; };
struct S293 { unsigned char f0[2][2]; } __attribute__((packed));
struct S294 { _Bool f0[2]; double _Complex f1; struct S205 f2[3]; struct S104 f3; int8_t f4; struct S181 f5; int16_t f6; };
struct S295 { int64_t f0; unsigned char f1[2][3][8]; uint8_t f2[1]; double f3[1]; double _Complex f4; struct S242 f5; } __attribute__((packed));
struct S296 { struct S134 f0[2]; int32_t f1; uint32_t f2[3][2]; struct S275 f3; } __attribute__((packed));
#pragma pack(push, 4)
struct S297 { struct S42 f0; int64_t f1[2]; uint8_t f2; int64_t f3; int64_t f4; };
#pragma pack(pop)
struct S298 { struct S287 f0; } __attribute__((aligned(16)));
struct S299 { uint16_t f0; uint16_t f1[1][3]; uint32_t f2; uint32_t f3[1][3][2]; };

int main(void) {
printf("S0\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S0), (int)_Alignof(struct S0), (int)offsetof(struct S0, f0), (int)offsetof(struct S0, f1), (int)offsetof(struct S0, f2), (int)offsetof(struct S0, f3), (int)offsetof(struct S0, f4), (int)offsetof(struct S0, f5), (int)offsetof(struct S0, f6));
printf("S1\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S1), (int)_Alignof(struct S1), (int)offsetof(struct S1, f0), (int)offsetof(struct S1, f1), (int)offsetof(struct S1, f2), (int)offsetof(struct S1, f3), (int)offsetof(struct S1, f4), (int)offsetof(struct S1, f5));
printf("S2\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S2), (int)_Alignof(struct S2), (int)offsetof(struct S2, f0), (int)offsetof(struct S2, f1), (int)offsetof(struct S2, f2));
printf("S3\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S3), (int)_Alignof(struct S3), (int)offsetof(struct S3, f0), (int)offsetof(struct S3, f1), (int)offsetof(struct S3, f2), (int)offsetof(struct S3, f3), (int)offsetof(struct S3, f4), (int)offsetof(struct S3, f5));
printf("S4\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S4), (int)_Alignof(struct S4), (int)offsetof(struct S4, f0), (int)offsetof(struct S4, f1), (int)offsetof(struct S4, f2), (int)offsetof(struct S4, f3), (int)offsetof(struct S4, f4), (int)offsetof(struct S4, f5));
printf("S5\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S5), (int)_Alignof(struct S5), (int)offsetof(struct S5, f0), (int)offsetof(struct S5, f1));
printf("S6\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S6), (int)_Alignof(struct S6), (int)offsetof(struct S6, f0), (int)offsetof(struct S6, f1), (int)offsetof(struct S6, f2), (int)offsetof(struct S6, f3), (int)offsetof(struct S6, f4), (int)offsetof(struct S6, f5), (int)offsetof(struct S6, f6));
printf("S7\t%d\t%d\t[%d]\n", (int)sizeof(struct S7), (int)_Alignof(struct S7), (int)offsetof(struct S7, f0));
printf("S8\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S8), (int)_Alignof(struct S8), (int)offsetof(struct S8, f0), (int)offsetof(struct S8, f1));
printf("S9\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S9), (int)_Alignof(struct S9), (int)offsetof(struct S9, f0), (int)offsetof(struct S9, f1), (int)offsetof(struct S9, f2), (int)offsetof(struct S9, f3));
printf("S10\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S10), (int)_Alignof(struct S10), (int)offsetof(struct S10, f0), (int)offsetof(struct S10, f1), (int)offsetof(struct S10, f2), (int)offsetof(struct S10, f3), (int)offsetof(struct S10, f4), (int)offsetof(struct S10, f5));
printf("S11\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S11), (int)_Alignof(struct S11), (int)offsetof(struct S11, f0), (int)offsetof(struct S11, f1), (int)offsetof(struct S11, f2), (int)offsetof(struct S11, f3), (int)offsetof(struct S11, f4));
printf("S12\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S12), (int)_Alignof(struct S12), (int)offsetof(struct S12, f0), (int)offsetof(struct S12, f1));
printf("S13\t%d\t%d\t[%d]\n", (int)sizeof(struct S13), (int)_Alignof(struct S13), (int)offsetof(struct S13, f0));
printf("S14\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S14), (int)_Alignof(struct S14), (int)offsetof(struct S14, f0), (int)offsetof(struct S14, f1));
printf("S15\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S15), (int)_Alignof(struct S15), (int)offsetof(struct S15, f0), (int)offsetof(struct S15, f1), (int)offsetof(struct S15, f2), (int)offsetof(struct S15, f3), (int)offsetof(struct S15, f4));
printf("S16\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S16), (int)_Alignof(struct S16), (int)offsetof(struct S16, f0), (int)offsetof(struct S16, f1), (int)offsetof(struct S16, f2), (int)offsetof(struct S16, f3), (int)offsetof(struct S16, f4));
printf("S17\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S17), (int)_Alignof(struct S17), (int)offsetof(struct S17, f0), (int)offsetof(struct S17, f1), (int)offsetof(struct S17, f2));
printf("S18\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S18), (int)_Alignof(struct S18), (int)offsetof(struct S18, f0), (int)offsetof(struct S18, f1), (int)offsetof(struct S18, f2), (int)offsetof(struct S18, f3), (int)offsetof(struct S18, f4));
printf("S19\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S19), (int)_Alignof(struct S19), (int)offsetof(struct S19, f0), (int)offsetof(struct S19, f1), (int)offsetof(struct S19, f2));
printf("S20\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S20), (int)_Alignof(struct S20), (int)offsetof(struct S20, f0), (int)offsetof(struct S20, f1), (int)offsetof(struct S20, f2));
printf("S21\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S21), (int)_Alignof(struct S21), (int)offsetof(struct S21, f0), (int)offsetof(struct S21, f1), (int)offsetof(struct S21, f2), (int)offsetof(struct S21, f3), (int)offsetof(struct S21, f4), (int)offsetof(struct S21, f5));
printf("S22\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S22), (int)_Alignof(struct S22), (int)offsetof(struct S22, f0), (int)offsetof(struct S22, f1));
printf("S23\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S23), (int)_Alignof(struct S23), (int)offsetof(struct S23, f0), (int)offsetof(struct S23, f1), (int)offsetof(struct S23, f2));
printf("S24\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S24), (int)_Alignof(struct S24), (int)offsetof(struct S24, f0), (int)offsetof(struct S24, f1), (int)offsetof(struct S24, f2), (int)offsetof(struct S24, f3), (int)offsetof(struct S24, f4), (int)offsetof(struct S24, f5), (int)offsetof(struct S24, f6));
printf("S25\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S25), (int)_Alignof(struct S25), (int)offsetof(struct S25, f0), (int)offsetof(struct S25, f1), (int)offsetof(struct S25, f2), (int)offsetof(struct S25, f3), (int)offsetof(struct S25, f4), (int)offsetof(struct S25, f5));
printf("S26\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S26), (int)_Alignof(struct S26), (int)offsetof(struct S26, f0), (int)offsetof(struct S26, f1), (int)offsetof(struct S26, f2), (int)offsetof(struct S26, f3));
printf("S27\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S27), (int)_Alignof(struct S27), (int)offsetof(struct S27, f0), (int)offsetof(struct S27, f1), (int)offsetof(struct S27, f2));
printf("S28\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S28), (int)_Alignof(struct S28), (int)offsetof(struct S28, f0), (int)offsetof(struct S28, f1));
printf("S29\t%d\t%d\t[%d]\n", (int)sizeof(struct S29), (int)_Alignof(struct S29), (int)offsetof(struct S29, f0));
printf("S30\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S30), (int)_Alignof(struct S30), (int)offsetof(struct S30, f0), (int)offsetof(struct S30, f1));
printf("S31\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S31), (int)_Alignof(struct S31), (int)offsetof(struct S31, f0), (int)offsetof(struct S31, f1), (int)offsetof(struct S31, f2), (int)offsetof(struct S31, f3), (int)offsetof(struct S31, f4));
printf("S32\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S32), (int)_Alignof(struct S32), (int)offsetof(struct S32, f0), (int)offsetof(struct S32, f1));
printf("S33\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S33), (int)_Alignof(struct S33), (int)offsetof(struct S33, f0), (int)offsetof(struct S33, f1), (int)offsetof(struct S33, f2), (int)offsetof(struct S33, f3));
printf("S34\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S34), (int)_Alignof(struct S34), (int)offsetof(struct S34, f0), (int)offsetof(struct S34, f1), (int)offsetof(struct S34, f2), (int)offsetof(struct S34, f3));
printf("S35\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S35), (int)_Alignof(struct S35), (int)offsetof(struct S35, f0), (int)offsetof(struct S35, f1), (int)offsetof(struct S35, f2), (int)offsetof(struct S35, f3), (int)offsetof(struct S35, f4), (int)offsetof(struct S35, f5), (int)offsetof(struct S35, f6));
printf("S36\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S36), (int)_Alignof(struct S36), (int)offsetof(struct S36, f0), (int)offsetof(struct S36, f1), (int)offsetof(struct S36, f2));
printf("S37\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S37), (int)_Alignof(struct S37), (int)offsetof(struct S37, f0), (int)offsetof(struct S37, f1), (int)offsetof(struct S37, f2), (int)offsetof(struct S37, f3), (int)offsetof(struct S37, f4), (int)offsetof(struct S37, f5));
printf("S38\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S38), (int)_Alignof(struct S38), (int)offsetof(struct S38, f0), (int)offsetof(struct S38, f1));
printf("S39\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S39), (int)_Alignof(struct S39), (int)offsetof(struct S39, f0), (int)offsetof(struct S39, f1), (int)offsetof(struct S39, f2), (int)offsetof(struct S39, f3), (int)offsetof(struct S39, f4), (int)offsetof(struct S39, f5));
printf("S40\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S40), (int)_Alignof(struct S40), (int)offsetof(struct S40, f0), (int)offsetof(struct S40, f1), (int)offsetof(struct S40, f2), (int)offsetof(struct S40, f3), (int)offsetof(struct S40, f4));
printf("S41\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S41), (int)_Alignof(struct S41), (int)offsetof(struct S41, f0), (int)offsetof(struct S41, f1), (int)offsetof(struct S41, f2));
printf("S42\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S42), (int)_Alignof(struct S42), (int)offsetof(struct S42, f0), (int)offsetof(struct S42, f1), (int)offsetof(struct S42, f2), (int)offsetof(struct S42, f3), (int)offsetof(struct S42, f4), (int)offsetof(struct S42, f5), (int)offsetof(struct S42, f6));
printf("S43\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S43), (int)_Alignof(struct S43), (int)offsetof(struct S43, f0), (int)offsetof(struct S43, f1), (int)offsetof(struct S43, f2));
printf("S44\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S44), (int)_Alignof(struct S44), (int)offsetof(struct S44, f0), (int)offsetof(struct S44, f1), (int)offsetof(struct S44, f2), (int)offsetof(struct S44, f3), (int)offsetof(struct S44, f4));
printf("S45\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S45), (int)_Alignof(struct S45), (int)offsetof(struct S45, f0), (int)offsetof(struct S45, f1), (int)offsetof(struct S45, f2), (int)offsetof(struct S45, f3), (int)offsetof(struct S45, f4));
printf("S46\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S46), (int)_Alignof(struct S46), (int)offsetof(struct S46, f0), (int)offsetof(struct S46, f1), (int)offsetof(struct S46, f2));
printf("S47\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S47), (int)_Alignof(struct S47), (int)offsetof(struct S47, f0), (int)offsetof(struct S47, f1), (int)offsetof(struct S47, f2), (int)offsetof(struct S47, f3), (int)offsetof(struct S47, f4), (int)offsetof(struct S47, f5));
printf("S48\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S48), (int)_Alignof(struct S48), (int)offsetof(struct S48, f0), (int)offsetof(struct S48, f1), (int)offsetof(struct S48, f2), (int)offsetof(struct S48, f3), (int)offsetof(struct S48, f4), (int)offsetof(struct S48, f5), (int)offsetof(struct S48, f6));
printf("S49\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S49), (int)_Alignof(struct S49), (int)offsetof(struct S49, f0), (int)offsetof(struct S49, f1), (int)offsetof(struct S49, f2), (int)offsetof(struct S49, f3), (int)offsetof(struct S49, f4));
printf("S50\t%d\t%d\t[%d]\n", (int)sizeof(struct S50), (int)_Alignof(struct S50), (int)offsetof(struct S50, f0));
printf("S51\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S51), (int)_Alignof(struct S51), (int)offsetof(struct S51, f0), (int)offsetof(struct S51, f1));
printf("S52\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S52), (int)_Alignof(struct S52), (int)offsetof(struct S52, f0), (int)offsetof(struct S52, f1), (int)offsetof(struct S52, f2), (int)offsetof(struct S52, f3), (int)offsetof(struct S52, f4), (int)offsetof(struct S52, f5));
printf("S53\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S53), (int)_Alignof(struct S53), (int)offsetof(struct S53, f0), (int)offsetof(struct S53, f1));
printf("S54\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S54), (int)_Alignof(struct S54), (int)offsetof(struct S54, f0), (int)offsetof(struct S54, f1), (int)offsetof(struct S54, f2), (int)offsetof(struct S54, f3), (int)offsetof(struct S54, f4));
printf("S55\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S55), (int)_Alignof(struct S55), (int)offsetof(struct S55, f0), (int)offsetof(struct S55, f1));
printf("S56\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S56), (int)_Alignof(struct S56), (int)offsetof(struct S56, f0), (int)offsetof(struct S56, f1), (int)offsetof(struct S56, f2), (int)offsetof(struct S56, f3), (int)offsetof(struct S56, f4));
printf("S57\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S57), (int)_Alignof(struct S57), (int)offsetof(struct S57, f0), (int)offsetof(struct S57, f1), (int)offsetof(struct S57, f2), (int)offsetof(struct S57, f3), (int)offsetof(struct S57, f4), (int)offsetof(struct S57, f5));
printf("S58\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S58), (int)_Alignof(struct S58), (int)offsetof(struct S58, f0), (int)offsetof(struct S58, f1), (int)offsetof(struct S58, f2), (int)offsetof(struct S58, f3));
printf("S59\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S59), (int)_Alignof(struct S59), (int)offsetof(struct S59, f0), (int)offsetof(struct S59, f1), (int)offsetof(struct S59, f2), (int)offsetof(struct S59, f3), (int)offsetof(struct S59, f4), (int)offsetof(struct S59, f5), (int)offsetof(struct S59, f6));
printf("S60\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S60), (int)_Alignof(struct S60), (int)offsetof(struct S60, f0), (int)offsetof(struct S60, f1), (int)offsetof(struct S60, f2), (int)offsetof(struct S60, f3), (int)offsetof(struct S60, f4), (int)offsetof(struct S60, f5), (int)offsetof(struct S60, f6));
printf("S61\t%d\t%d\t[%d]\n", (int)sizeof(struct S61), (int)_Alignof(struct S61), (int)offsetof(struct S61, f0));
printf("S62\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S62), (int)_Alignof(struct S62), (int)offsetof(struct S62, f0), (int)offsetof(struct S62, f1));
printf("S63\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S63), (int)_Alignof(struct S63), (int)offsetof(struct S63, f0), (int)offsetof(struct S63, f1));
printf("S64\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S64), (int)_Alignof(struct S64), (int)offsetof(struct S64, f0), (int)offsetof(struct S64, f1), (int)offsetof(struct S64, f2), (int)offsetof(struct S64, f3), (int)offsetof(struct S64, f4), (int)offsetof(struct S64, f5), (int)offsetof(struct S64, f6));
printf("S65\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S65), (int)_Alignof(struct S65), (int)offsetof(struct S65, f0), (int)offsetof(struct S65, f1), (int)offsetof(struct S65, f2), (int)offsetof(struct S65, f3), (int)offsetof(struct S65, f4), (int)offsetof(struct S65, f5));
printf("S66\t%d\t%d\t[%d]\n", (int)sizeof(struct S66), (int)_Alignof(struct S66), (int)offsetof(struct S66, f0));
printf("S67\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S67), (int)_Alignof(struct S67), (int)offsetof(struct S67, f0), (int)offsetof(struct S67, f1), (int)offsetof(struct S67, f2), (int)offsetof(struct S67, f3));
printf("S68\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S68), (int)_Alignof(struct S68), (int)offsetof(struct S68, f0), (int)offsetof(struct S68, f1), (int)offsetof(struct S68, f2), (int)offsetof(struct S68, f3), (int)offsetof(struct S68, f4), (int)offsetof(struct S68, f5), (int)offsetof(struct S68, f6));
printf("S69\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S69), (int)_Alignof(struct S69), (int)offsetof(struct S69, f0), (int)offsetof(struct S69, f1));
printf("S70\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S70), (int)_Alignof(struct S70), (int)offsetof(struct S70, f0), (int)offsetof(struct S70, f1));
printf("S71\t%d\t%d\t[%d]\n", (int)sizeof(struct S71), (int)_Alignof(struct S71), (int)offsetof(struct S71, f0));
printf("S72\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S72), (int)_Alignof(struct S72), (int)offsetof(struct S72, f0), (int)offsetof(struct S72, f1), (int)offsetof(struct S72, f2), (int)offsetof(struct S72, f3), (int)offsetof(struct S72, f4), (int)offsetof(struct S72, f5));
printf("S73\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S73), (int)_Alignof(struct S73), (int)offsetof(struct S73, f0), (int)offsetof(struct S73, f1), (int)offsetof(struct S73, f2), (int)offsetof(struct S73, f3), (int)offsetof(struct S73, f4), (int)offsetof(struct S73, f5), (int)offsetof(struct S73, f6));
printf("S74\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S74), (int)_Alignof(struct S74), (int)offsetof(struct S74, f0), (int)offsetof(struct S74, f1), (int)offsetof(struct S74, f2), (int)offsetof(struct S74, f3));
printf("S75\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S75), (int)_Alignof(struct S75), (int)offsetof(struct S75, f0), (int)offsetof(struct S75, f1), (int)offsetof(struct S75, f2));
printf("S76\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S76), (int)_Alignof(struct S76), (int)offsetof(struct S76, f0), (int)offsetof(struct S76, f1), (int)offsetof(struct S76, f2), (int)offsetof(struct S76, f3), (int)offsetof(struct S76, f4), (int)offsetof(struct S76, f5));
printf("S77\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S77), (int)_Alignof(struct S77), (int)offsetof(struct S77, f0), (int)offsetof(struct S77, f1), (int)offsetof(struct S77, f2), (int)offsetof(struct S77, f3), (int)offsetof(struct S77, f4), (int)offsetof(struct S77, f5));
printf("S78\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S78), (int)_Alignof(struct S78), (int)offsetof(struct S78, f0), (int)offsetof(struct S78, f1), (int)offsetof(struct S78, f2), (int)offsetof(struct S78, f3), (int)offsetof(struct S78, f4), (int)offsetof(struct S78, f5), (int)offsetof(struct S78, f6));
printf("S79\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S79), (int)_Alignof(struct S79), (int)offsetof(struct S79, f0), (int)offsetof(struct S79, f1), (int)offsetof(struct S79, f2), (int)offsetof(struct S79, f3), (int)offsetof(struct S79, f4));
printf("S80\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S80), (int)_Alignof(struct S80), (int)offsetof(struct S80, f0), (int)offsetof(struct S80, f1), (int)offsetof(struct S80, f2), (int)offsetof(struct S80, f3), (int)offsetof(struct S80, f4), (int)offsetof(struct S80, f5), (int)offsetof(struct S80, f6));
printf("S81\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S81), (int)_Alignof(struct S81), (int)offsetof(struct S81, f0), (int)offsetof(struct S81, f1), (int)offsetof(struct S81, f2), (int)offsetof(struct S81, f3), (int)offsetof(struct S81, f4), (int)offsetof(struct S81, f5));
printf("S82\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S82), (int)_Alignof(struct S82), (int)offsetof(struct S82, f0), (int)offsetof(struct S82, f1), (int)offsetof(struct S82, f2), (int)offsetof(struct S82, f3), (int)offsetof(struct S82, f4), (int)offsetof(struct S82, f5), (int)offsetof(struct S82, f6));
printf("S83\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S83), (int)_Alignof(struct S83), (int)offsetof(struct S83, f0), (int)offsetof(struct S83, f1), (int)offsetof(struct S83, f2), (int)offsetof(struct S83, f3));
printf("S84\t%d\t%d\t[%d]\n", (int)sizeof(struct S84), (int)_Alignof(struct S84), (int)offsetof(struct S84, f0));
printf("S85\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S85), (int)_Alignof(struct S85), (int)offsetof(struct S85, f0), (int)offsetof(struct S85, f1), (int)offsetof(struct S85, f2), (int)offsetof(struct S85, f3));
printf("S86\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S86), (int)_Alignof(struct S86), (int)offsetof(struct S86, f0), (int)offsetof(struct S86, f1), (int)offsetof(struct S86, f2), (int)offsetof(struct S86, f3), (int)offsetof(struct S86, f4), (int)offsetof(struct S86, f5));
printf("S87\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S87), (int)_Alignof(struct S87), (int)offsetof(struct S87, f0), (int)offsetof(struct S87, f1), (int)offsetof(struct S87, f2), (int)offsetof(struct S87, f3), (int)offsetof(struct S87, f4), (int)offsetof(struct S87, f5));
printf("S88\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S88), (int)_Alignof(struct S88), (int)offsetof(struct S88, f0), (int)offsetof(struct S88, f1), (int)offsetof(struct S88, f2), (int)offsetof(struct S88, f3), (int)offsetof(struct S88, f4), (int)offsetof(struct S88, f5));
printf("S89\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S89), (int)_Alignof(struct S89), (int)offsetof(struct S89, f0), (int)offsetof(struct S89, f1), (int)offsetof(struct S89, f2));
printf("S90\t%d\t%d\t[%d]\n", (int)sizeof(struct S90), (int)_Alignof(struct S90), (int)offsetof(struct S90, f0));
printf("S91\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S91), (int)_Alignof(struct S91), (int)offsetof(struct S91, f0), (int)offsetof(struct S91, f1));
printf("S92\t%d\t%d\t[%d]\n", (int)sizeof(struct S92), (int)_Alignof(struct S92), (int)offsetof(struct S92, f0));
printf("S93\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S93), (int)_Alignof(struct S93), (int)offsetof(struct S93, f0), (int)offsetof(struct S93, f1), (int)offsetof(struct S93, f2), (int)offsetof(struct S93, f3), (int)offsetof(struct S93, f4), (int)offsetof(struct S93, f5), (int)offsetof(struct S93, f6));
printf("S94\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S94), (int)_Alignof(struct S94), (int)offsetof(struct S94, f0), (int)offsetof(struct S94, f1));
printf("S95\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S95), (int)_Alignof(struct S95), (int)offsetof(struct S95, f0), (int)offsetof(struct S95, f1), (int)offsetof(struct S95, f2), (int)offsetof(struct S95, f3));
printf("S96\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S96), (int)_Alignof(struct S96), (int)offsetof(struct S96, f0), (int)offsetof(struct S96, f1), (int)offsetof(struct S96, f2), (int)offsetof(struct S96, f3), (int)offsetof(struct S96, f4), (int)offsetof(struct S96, f5));
printf("S97\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S97), (int)_Alignof(struct S97), (int)offsetof(struct S97, f0), (int)offsetof(struct S97, f1), (int)offsetof(struct S97, f2), (int)offsetof(struct S97, f3), (int)offsetof(struct S97, f4), (int)offsetof(struct S97, f5));
printf("S98\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S98), (int)_Alignof(struct S98), (int)offsetof(struct S98, f0), (int)offsetof(struct S98, f1));
printf("S99\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S99), (int)_Alignof(struct S99), (int)offsetof(struct S99, f0), (int)offsetof(struct S99, f1), (int)offsetof(struct S99, f2), (int)offsetof(struct S99, f3));
printf("S100\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S100), (int)_Alignof(struct S100), (int)offsetof(struct S100, f0), (int)offsetof(struct S100, f1), (int)offsetof(struct S100, f2), (int)offsetof(struct S100, f3));
printf("S101\t%d\t%d\t[%d]\n", (int)sizeof(struct S101), (int)_Alignof(struct S101), (int)offsetof(struct S101, f0));
printf("S102\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S102), (int)_Alignof(struct S102), (int)offsetof(struct S102, f0), (int)offsetof(struct S102, f1), (int)offsetof(struct S102, f2), (int)offsetof(struct S102, f3), (int)offsetof(struct S102, f4), (int)offsetof(struct S102, f5), (int)offsetof(struct S102, f6));
printf("S103\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S103), (int)_Alignof(struct S103), (int)offsetof(struct S103, f0), (int)offsetof(struct S103, f1), (int)offsetof(struct S103, f2), (int)offsetof(struct S103, f3), (int)offsetof(struct S103, f4));
printf("S104\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S104), (int)_Alignof(struct S104), (int)offsetof(struct S104, f0), (int)offsetof(struct S104, f1));
printf("S105\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S105), (int)_Alignof(struct S105), (int)offsetof(struct S105, f0), (int)offsetof(struct S105, f1));
printf("S106\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S106), (int)_Alignof(struct S106), (int)offsetof(struct S106, f0), (int)offsetof(struct S106, f1), (int)offsetof(struct S106, f2), (int)offsetof(struct S106, f3), (int)offsetof(struct S106, f4));
printf("S107\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S107), (int)_Alignof(struct S107), (int)offsetof(struct S107, f0), (int)offsetof(struct S107, f1), (int)offsetof(struct S107, f2));
printf("S108\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S108), (int)_Alignof(struct S108), (int)offsetof(struct S108, f0), (int)offsetof(struct S108, f1));
printf("S109\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S109), (int)_Alignof(struct S109), (int)offsetof(struct S109, f0), (int)offsetof(struct S109, f1), (int)offsetof(struct S109, f2));
printf("S110\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S110), (int)_Alignof(struct S110), (int)offsetof(struct S110, f0), (int)offsetof(struct S110, f1));
printf("S111\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S111), (int)_Alignof(struct S111), (int)offsetof(struct S111, f0), (int)offsetof(struct S111, f1), (int)offsetof(struct S111, f2), (int)offsetof(struct S111, f3));
printf("S112\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S112), (int)_Alignof(struct S112), (int)offsetof(struct S112, f0), (int)offsetof(struct S112, f1));
printf("S113\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S113), (int)_Alignof(struct S113), (int)offsetof(struct S113, f0), (int)offsetof(struct S113, f1), (int)offsetof(struct S113, f2), (int)offsetof(struct S113, f3), (int)offsetof(struct S113, f4), (int)offsetof(struct S113, f5));
printf("S114\t%d\t%d\t[%d]\n", (int)sizeof(struct S114), (int)_Alignof(struct S114), (int)offsetof(struct S114, f0));
printf("S115\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S115), (int)_Alignof(struct S115), (int)offsetof(struct S115, f0), (int)offsetof(struct S115, f1), (int)offsetof(struct S115, f2));
printf("S116\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S116), (int)_Alignof(struct S116), (int)offsetof(struct S116, f0), (int)offsetof(struct S116, f1), (int)offsetof(struct S116, f2), (int)offsetof(struct S116, f3), (int)offsetof(struct S116, f4));
printf("S117\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S117), (int)_Alignof(struct S117), (int)offsetof(struct S117, f0), (int)offsetof(struct S117, f1), (int)offsetof(struct S117, f2), (int)offsetof(struct S117, f3), (int)offsetof(struct S117, f4));
printf("S118\t%d\t%d\t[%d]\n", (int)sizeof(struct S118), (int)_Alignof(struct S118), (int)offsetof(struct S118, f0));
printf("S119\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S119), (int)_Alignof(struct S119), (int)offsetof(struct S119, f0), (int)offsetof(struct S119, f1), (int)offsetof(struct S119, f2), (int)offsetof(struct S119, f3), (int)offsetof(struct S119, f4), (int)offsetof(struct S119, f5));
printf("S120\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S120), (int)_Alignof(struct S120), (int)offsetof(struct S120, f0), (int)offsetof(struct S120, f1), (int)offsetof(struct S120, f2), (int)offsetof(struct S120, f3), (int)offsetof(struct S120, f4));
printf("S121\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S121), (int)_Alignof(struct S121), (int)offsetof(struct S121, f0), (int)offsetof(struct S121, f1), (int)offsetof(struct S121, f2), (int)offsetof(struct S121, f3), (int)offsetof(struct S121, f4), (int)offsetof(struct S121, f5));
printf("S122\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S122), (int)_Alignof(struct S122), (int)offsetof(struct S122, f0), (int)offsetof(struct S122, f1), (int)offsetof(struct S122, f2), (int)offsetof(struct S122, f3));
printf("S123\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S123), (int)_Alignof(struct S123), (int)offsetof(struct S123, f0), (int)offsetof(struct S123, f1), (int)offsetof(struct S123, f2), (int)offsetof(struct S123, f3), (int)offsetof(struct S123, f4), (int)offsetof(struct S123, f5));
printf("S124\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S124), (int)_Alignof(struct S124), (int)offsetof(struct S124, f0), (int)offsetof(struct S124, f1));
printf("S125\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S125), (int)_Alignof(struct S125), (int)offsetof(struct S125, f0), (int)offsetof(struct S125, f1), (int)offsetof(struct S125, f2), (int)offsetof(struct S125, f3), (int)offsetof(struct S125, f4), (int)offsetof(struct S125, f5), (int)offsetof(struct S125, f6));
printf("S126\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S126), (int)_Alignof(struct S126), (int)offsetof(struct S126, f0), (int)offsetof(struct S126, f1));
printf("S127\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S127), (int)_Alignof(struct S127), (int)offsetof(struct S127, f0), (int)offsetof(struct S127, f1), (int)offsetof(struct S127, f2), (int)offsetof(struct S127, f3), (int)offsetof(struct S127, f4), (int)offsetof(struct S127, f5), (int)offsetof(struct S127, f6));
printf("S128\t%d\t%d\t[%d]\n", (int)sizeof(struct S128), (int)_Alignof(struct S128), (int)offsetof(struct S128, f0));
printf("S129\t%d\t%d\t[%d]\n", (int)sizeof(struct S129), (int)_Alignof(struct S129), (int)offsetof(struct S129, f0));
printf("S130\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S130), (int)_Alignof(struct S130), (int)offsetof(struct S130, f0), (int)offsetof(struct S130, f1), (int)offsetof(struct S130, f2));
printf("S131\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S131), (int)_Alignof(struct S131), (int)offsetof(struct S131, f0), (int)offsetof(struct S131, f1), (int)offsetof(struct S131, f2));
printf("S132\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S132), (int)_Alignof(struct S132), (int)offsetof(struct S132, f0), (int)offsetof(struct S132, f1), (int)offsetof(struct S132, f2));
printf("S133\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S133), (int)_Alignof(struct S133), (int)offsetof(struct S133, f0), (int)offsetof(struct S133, f1), (int)offsetof(struct S133, f2), (int)offsetof(struct S133, f3), (int)offsetof(struct S133, f4), (int)offsetof(struct S133, f5), (int)offsetof(struct S133, f6));
printf("S134\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S134), (int)_Alignof(struct S134), (int)offsetof(struct S134, f0), (int)offsetof(struct S134, f1), (int)offsetof(struct S134, f2), (int)offsetof(struct S134, f3), (int)offsetof(struct S134, f4), (int)offsetof(struct S134, f5));
printf("S135\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S135), (int)_Alignof(struct S135), (int)offsetof(struct S135, f0), (int)offsetof(struct S135, f1));
printf("S136\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S136), (int)_Alignof(struct S136), (int)offsetof(struct S136, f0), (int)offsetof(struct S136, f1), (int)offsetof(struct S136, f2), (int)offsetof(struct S136, f3), (int)offsetof(struct S136, f4), (int)offsetof(struct S136, f5));
printf("S137\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S137), (int)_Alignof(struct S137), (int)offsetof(struct S137, f0), (int)offsetof(struct S137, f1), (int)offsetof(struct S137, f2), (int)offsetof(struct S137, f3), (int)offsetof(struct S137, f4));
printf("S138\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S138), (int)_Alignof(struct S138), (int)offsetof(struct S138, f0), (int)offsetof(struct S138, f1), (int)offsetof(struct S138, f2), (int)offsetof(struct S138, f3), (int)offsetof(struct S138, f4), (int)offsetof(struct S138, f5));
printf("S139\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S139), (int)_Alignof(struct S139), (int)offsetof(struct S139, f0), (int)offsetof(struct S139, f1), (int)offsetof(struct S139, f2), (int)offsetof(struct S139, f3), (int)offsetof(struct S139, f4), (int)offsetof(struct S139, f5), (int)offsetof(struct S139, f6));
printf("S140\t%d\t%d\t[%d]\n", (int)sizeof(struct S140), (int)_Alignof(struct S140), (int)offsetof(struct S140, f0));
printf("S141\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S141), (int)_Alignof(struct S141), (int)offsetof(struct S141, f0), (int)offsetof(struct S141, f1), (int)offsetof(struct S141, f2), (int)offsetof(struct S141, f3), (int)offsetof(struct S141, f4), (int)offsetof(struct S141, f5));
printf("S142\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S142), (int)_Alignof(struct S142), (int)offsetof(struct S142, f0), (int)offsetof(struct S142, f1), (int)offsetof(struct S142, f2), (int)offsetof(struct S142, f3), (int)offsetof(struct S142, f4));
printf("S143\t%d\t%d\t[%d]\n", (int)sizeof(struct S143), (int)_Alignof(struct S143), (int)offsetof(struct S143, f0));
printf("S144\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S144), (int)_Alignof(struct S144), (int)offsetof(struct S144, f0), (int)offsetof(struct S144, f1), (int)offsetof(struct S144, f2), (int)offsetof(struct S144, f3), (int)offsetof(struct S144, f4));
printf("S145\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S145), (int)_Alignof(struct S145), (int)offsetof(struct S145, f0), (int)offsetof(struct S145, f1), (int)offsetof(struct S145, f2), (int)offsetof(struct S145, f3), (int)offsetof(struct S145, f4));
printf("S146\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S146), (int)_Alignof(struct S146), (int)offsetof(struct S146, f0), (int)offsetof(struct S146, f1), (int)offsetof(struct S146, f2), (int)offsetof(struct S146, f3), (int)offsetof(struct S146, f4), (int)offsetof(struct S146, f5));
printf("S147\t%d\t%d\t[%d]\n", (int)sizeof(struct S147), (int)_Alignof(struct S147), (int)offsetof(struct S147, f0));
printf("S148\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S148), (int)_Alignof(struct S148), (int)offsetof(struct S148, f0), (int)offsetof(struct S148, f1), (int)offsetof(struct S148, f2), (int)offsetof(struct S148, f3), (int)offsetof(struct S148, f4), (int)offsetof(struct S148, f5));
printf("S149\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S149), (int)_Alignof(struct S149), (int)offsetof(struct S149, f0), (int)offsetof(struct S149, f1), (int)offsetof(struct S149, f2), (int)offsetof(struct S149, f3), (int)offsetof(struct S149, f4), (int)offsetof(struct S149, f5));
printf("S150\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S150), (int)_Alignof(struct S150), (int)offsetof(struct S150, f0), (int)offsetof(struct S150, f1), (int)offsetof(struct S150, f2));
printf("S151\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S151), (int)_Alignof(struct S151), (int)offsetof(struct S151, f0), (int)offsetof(struct S151, f1), (int)offsetof(struct S151, f2), (int)offsetof(struct S151, f3));
printf("S152\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S152), (int)_Alignof(struct S152), (int)offsetof(struct S152, f0), (int)offsetof(struct S152, f1), (int)offsetof(struct S152, f2), (int)offsetof(struct S152, f3));
printf("S153\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S153), (int)_Alignof(struct S153), (int)offsetof(struct S153, f0), (int)offsetof(struct S153, f1), (int)offsetof(struct S153, f2), (int)offsetof(struct S153, f3), (int)offsetof(struct S153, f4), (int)offsetof(struct S153, f5));
printf("S154\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S154), (int)_Alignof(struct S154), (int)offsetof(struct S154, f0), (int)offsetof(struct S154, f1), (int)offsetof(struct S154, f2), (int)offsetof(struct S154, f3), (int)offsetof(struct S154, f4), (int)offsetof(struct S154, f5), (int)offsetof(struct S154, f6));
printf("S155\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S155), (int)_Alignof(struct S155), (int)offsetof(struct S155, f0), (int)offsetof(struct S155, f1), (int)offsetof(struct S155, f2), (int)offsetof(struct S155, f3), (int)offsetof(struct S155, f4), (int)offsetof(struct S155, f5), (int)offsetof(struct S155, f6));
printf("S156\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S156), (int)_Alignof(struct S156), (int)offsetof(struct S156, f0), (int)offsetof(struct S156, f1), (int)offsetof(struct S156, f2), (int)offsetof(struct S156, f3));
printf("S157\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S157), (int)_Alignof(struct S157), (int)offsetof(struct S157, f0), (int)offsetof(struct S157, f1), (int)offsetof(struct S157, f2), (int)offsetof(struct S157, f3), (int)offsetof(struct S157, f4), (int)offsetof(struct S157, f5), (int)offsetof(struct S157, f6));
printf("S158\t%d\t%d\t[%d]\n", (int)sizeof(struct S158), (int)_Alignof(struct S158), (int)offsetof(struct S158, f0));
printf("S159\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S159), (int)_Alignof(struct S159), (int)offsetof(struct S159, f0), (int)offsetof(struct S159, f1), (int)offsetof(struct S159, f2), (int)offsetof(struct S159, f3));
printf("S160\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S160), (int)_Alignof(struct S160), (int)offsetof(struct S160, f0), (int)offsetof(struct S160, f1), (int)offsetof(struct S160, f2), (int)offsetof(struct S160, f3));
printf("S161\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S161), (int)_Alignof(struct S161), (int)offsetof(struct S161, f0), (int)offsetof(struct S161, f1));
printf("S162\t%d\t%d\t[%d]\n", (int)sizeof(struct S162), (int)_Alignof(struct S162), (int)offsetof(struct S162, f0));
printf("S163\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S163), (int)_Alignof(struct S163), (int)offsetof(struct S163, f0), (int)offsetof(struct S163, f1), (int)offsetof(struct S163, f2));
printf("S164\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S164), (int)_Alignof(struct S164), (int)offsetof(struct S164, f0), (int)offsetof(struct S164, f1), (int)offsetof(struct S164, f2), (int)offsetof(struct S164, f3));
printf("S165\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S165), (int)_Alignof(struct S165), (int)offsetof(struct S165, f0), (int)offsetof(struct S165, f1));
printf("S166\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S166), (int)_Alignof(struct S166), (int)offsetof(struct S166, f0), (int)offsetof(struct S166, f1), (int)offsetof(struct S166, f2), (int)offsetof(struct S166, f3), (int)offsetof(struct S166, f4));
printf("S167\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S167), (int)_Alignof(struct S167), (int)offsetof(struct S167, f0), (int)offsetof(struct S167, f1), (int)offsetof(struct S167, f2), (int)offsetof(struct S167, f3), (int)offsetof(struct S167, f4), (int)offsetof(struct S167, f5));
printf("S168\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S168), (int)_Alignof(struct S168), (int)offsetof(struct S168, f0), (int)offsetof(struct S168, f1));
printf("S169\t%d\t%d\t[%d]\n", (int)sizeof(struct S169), (int)_Alignof(struct S169), (int)offsetof(struct S169, f0));
printf("S170\t%d\t%d\t[%d]\n", (int)sizeof(struct S170), (int)_Alignof(struct S170), (int)offsetof(struct S170, f0));
printf("S171\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S171), (int)_Alignof(struct S171), (int)offsetof(struct S171, f0), (int)offsetof(struct S171, f1), (int)offsetof(struct S171, f2), (int)offsetof(struct S171, f3), (int)offsetof(struct S171, f4), (int)offsetof(struct S171, f5), (int)offsetof(struct S171, f6));
printf("S172\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S172), (int)_Alignof(struct S172), (int)offsetof(struct S172, f0), (int)offsetof(struct S172, f1), (int)offsetof(struct S172, f2), (int)offsetof(struct S172, f3), (int)offsetof(struct S172, f4), (int)offsetof(struct S172, f5));
printf("S173\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S173), (int)_Alignof(struct S173), (int)offsetof(struct S173, f0), (int)offsetof(struct S173, f1), (int)offsetof(struct S173, f2));
printf("S174\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S174), (int)_Alignof(struct S174), (int)offsetof(struct S174, f0), (int)offsetof(struct S174, f1), (int)offsetof(struct S174, f2), (int)offsetof(struct S174, f3), (int)offsetof(struct S174, f4));
printf("S175\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S175), (int)_Alignof(struct S175), (int)offsetof(struct S175, f0), (int)offsetof(struct S175, f1), (int)offsetof(struct S175, f2), (int)offsetof(struct S175, f3));
printf("S176\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S176), (int)_Alignof(struct S176), (int)offsetof(struct S176, f0), (int)offsetof(struct S176, f1), (int)offsetof(struct S176, f2), (int)offsetof(struct S176, f3));
printf("S177\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S177), (int)_Alignof(struct S177), (int)offsetof(struct S177, f0), (int)offsetof(struct S177, f1));
printf("S178\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S178), (int)_Alignof(struct S178), (int)offsetof(struct S178, f0), (int)offsetof(struct S178, f1));
printf("S179\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S179), (int)_Alignof(struct S179), (int)offsetof(struct S179, f0), (int)offsetof(struct S179, f1));
printf("S180\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S180), (int)_Alignof(struct S180), (int)offsetof(struct S180, f0), (int)offsetof(struct S180, f1), (int)offsetof(struct S180, f2), (int)offsetof(struct S180, f3), (int)offsetof(struct S180, f4), (int)offsetof(struct S180, f5));
printf("S181\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S181), (int)_Alignof(struct S181), (int)offsetof(struct S181, f0), (int)offsetof(struct S181, f1), (int)offsetof(struct S181, f2), (int)offsetof(struct S181, f3), (int)offsetof(struct S181, f4), (int)offsetof(struct S181, f5));
printf("S182\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S182), (int)_Alignof(struct S182), (int)offsetof(struct S182, f0), (int)offsetof(struct S182, f1), (int)offsetof(struct S182, f2), (int)offsetof(struct S182, f3), (int)offsetof(struct S182, f4), (int)offsetof(struct S182, f5));
printf("S183\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S183), (int)_Alignof(struct S183), (int)offsetof(struct S183, f0), (int)offsetof(struct S183, f1), (int)offsetof(struct S183, f2), (int)offsetof(struct S183, f3), (int)offsetof(struct S183, f4), (int)offsetof(struct S183, f5), (int)offsetof(struct S183, f6));
printf("S184\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S184), (int)_Alignof(struct S184), (int)offsetof(struct S184, f0), (int)offsetof(struct S184, f1), (int)offsetof(struct S184, f2), (int)offsetof(struct S184, f3), (int)offsetof(struct S184, f4), (int)offsetof(struct S184, f5));
printf("S185\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S185), (int)_Alignof(struct S185), (int)offsetof(struct S185, f0), (int)offsetof(struct S185, f1), (int)offsetof(struct S185, f2), (int)offsetof(struct S185, f3), (int)offsetof(struct S185, f4), (int)offsetof(struct S185, f5), (int)offsetof(struct S185, f6));
printf("S186\t%d\t%d\t[%d]\n", (int)sizeof(struct S186), (int)_Alignof(struct S186), (int)offsetof(struct S186, f0));
printf("S187\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S187), (int)_Alignof(struct S187), (int)offsetof(struct S187, f0), (int)offsetof(struct S187, f1), (int)offsetof(struct S187, f2), (int)offsetof(struct S187, f3));
printf("S188\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S188), (int)_Alignof(struct S188), (int)offsetof(struct S188, f0), (int)offsetof(struct S188, f1), (int)offsetof(struct S188, f2), (int)offsetof(struct S188, f3), (int)offsetof(struct S188, f4));
printf("S189\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S189), (int)_Alignof(struct S189), (int)offsetof(struct S189, f0), (int)offsetof(struct S189, f1), (int)offsetof(struct S189, f2), (int)offsetof(struct S189, f3), (int)offsetof(struct S189, f4), (int)offsetof(struct S189, f5), (int)offsetof(struct S189, f6));
printf("S190\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S190), (int)_Alignof(struct S190), (int)offsetof(struct S190, f0), (int)offsetof(struct S190, f1), (int)offsetof(struct S190, f2), (int)offsetof(struct S190, f3), (int)offsetof(struct S190, f4), (int)offsetof(struct S190, f5));
printf("S191\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S191), (int)_Alignof(struct S191), (int)offsetof(struct S191, f0), (int)offsetof(struct S191, f1));
printf("S192\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S192), (int)_Alignof(struct S192), (int)offsetof(struct S192, f0), (int)offsetof(struct S192, f1), (int)offsetof(struct S192, f2), (int)offsetof(struct S192, f3), (int)offsetof(struct S192, f4), (int)offsetof(struct S192, f5));
printf("S193\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S193), (int)_Alignof(struct S193), (int)offsetof(struct S193, f0), (int)offsetof(struct S193, f1));
printf("S194\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S194), (int)_Alignof(struct S194), (int)offsetof(struct S194, f0), (int)offsetof(struct S194, f1), (int)offsetof(struct S194, f2), (int)offsetof(struct S194, f3), (int)offsetof(struct S194, f4));
printf("S195\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S195), (int)_Alignof(struct S195), (int)offsetof(struct S195, f0), (int)offsetof(struct S195, f1), (int)offsetof(struct S195, f2), (int)offsetof(struct S195, f3));
printf("S196\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S196), (int)_Alignof(struct S196), (int)offsetof(struct S196, f0), (int)offsetof(struct S196, f1), (int)offsetof(struct S196, f2), (int)offsetof(struct S196, f3));
printf("S197\t%d\t%d\t[%d]\n", (int)sizeof(struct S197), (int)_Alignof(struct S197), (int)offsetof(struct S197, f0));
printf("S198\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S198), (int)_Alignof(struct S198), (int)offsetof(struct S198, f0), (int)offsetof(struct S198, f1), (int)offsetof(struct S198, f2));
printf("S199\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S199), (int)_Alignof(struct S199), (int)offsetof(struct S199, f0), (int)offsetof(struct S199, f1), (int)offsetof(struct S199, f2), (int)offsetof(struct S199, f3), (int)offsetof(struct S199, f4), (int)offsetof(struct S199, f5));
printf("S200\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S200), (int)_Alignof(struct S200), (int)offsetof(struct S200, f0), (int)offsetof(struct S200, f1), (int)offsetof(struct S200, f2), (int)offsetof(struct S200, f3), (int)offsetof(struct S200, f4));
printf("S201\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S201), (int)_Alignof(struct S201), (int)offsetof(struct S201, f0), (int)offsetof(struct S201, f1), (int)offsetof(struct S201, f2), (int)offsetof(struct S201, f3), (int)offsetof(struct S201, f4), (int)offsetof(struct S201, f5), (int)offsetof(struct S201, f6));
printf("S202\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S202), (int)_Alignof(struct S202), (int)offsetof(struct S202, f0), (int)offsetof(struct S202, f1), (int)offsetof(struct S202, f2), (int)offsetof(struct S202, f3), (int)offsetof(struct S202, f4), (int)offsetof(struct S202, f5), (int)offsetof(struct S202, f6));
printf("S203\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S203), (int)_Alignof(struct S203), (int)offsetof(struct S203, f0), (int)offsetof(struct S203, f1), (int)offsetof(struct S203, f2), (int)offsetof(struct S203, f3), (int)offsetof(struct S203, f4));
printf("S204\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S204), (int)_Alignof(struct S204), (int)offsetof(struct S204, f0), (int)offsetof(struct S204, f1), (int)offsetof(struct S204, f2), (int)offsetof(struct S204, f3), (int)offsetof(struct S204, f4), (int)offsetof(struct S204, f5));
printf("S205\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S205), (int)_Alignof(struct S205), (int)offsetof(struct S205, f0), (int)offsetof(struct S205, f1), (int)offsetof(struct S205, f2));
printf("S206\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S206), (int)_Alignof(struct S206), (int)offsetof(struct S206, f0), (int)offsetof(struct S206, f1));
printf("S207\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S207), (int)_Alignof(struct S207), (int)offsetof(struct S207, f0), (int)offsetof(struct S207, f1), (int)offsetof(struct S207, f2));
printf("S208\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S208), (int)_Alignof(struct S208), (int)offsetof(struct S208, f0), (int)offsetof(struct S208, f1), (int)offsetof(struct S208, f2), (int)offsetof(struct S208, f3), (int)offsetof(struct S208, f4));
printf("S209\t%d\t%d\t[%d]\n", (int)sizeof(struct S209), (int)_Alignof(struct S209), (int)offsetof(struct S209, f0));
printf("S210\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S210), (int)_Alignof(struct S210), (int)offsetof(struct S210, f0), (int)offsetof(struct S210, f1), (int)offsetof(struct S210, f2), (int)offsetof(struct S210, f3), (int)offsetof(struct S210, f4), (int)offsetof(struct S210, f5), (int)offsetof(struct S210, f6));
printf("S211\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S211), (int)_Alignof(struct S211), (int)offsetof(struct S211, f0), (int)offsetof(struct S211, f1));
printf("S212\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S212), (int)_Alignof(struct S212), (int)offsetof(struct S212, f0), (int)offsetof(struct S212, f1), (int)offsetof(struct S212, f2), (int)offsetof(struct S212, f3), (int)offsetof(struct S212, f4), (int)offsetof(struct S212, f5), (int)offsetof(struct S212, f6));
printf("S213\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S213), (int)_Alignof(struct S213), (int)offsetof(struct S213, f0), (int)offsetof(struct S213, f1), (int)offsetof(struct S213, f2), (int)offsetof(struct S213, f3), (int)offsetof(struct S213, f4), (int)offsetof(struct S213, f5), (int)offsetof(struct S213, f6));
printf("S214\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S214), (int)_Alignof(struct S214), (int)offsetof(struct S214, f0), (int)offsetof(struct S214, f1), (int)offsetof(struct S214, f2));
printf("S215\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S215), (int)_Alignof(struct S215), (int)offsetof(struct S215, f0), (int)offsetof(struct S215, f1));
printf("S216\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S216), (int)_Alignof(struct S216), (int)offsetof(struct S216, f0), (int)offsetof(struct S216, f1), (int)offsetof(struct S216, f2), (int)offsetof(struct S216, f3), (int)offsetof(struct S216, f4));
printf("S217\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S217), (int)_Alignof(struct S217), (int)offsetof(struct S217, f0), (int)offsetof(struct S217, f1), (int)offsetof(struct S217, f2), (int)offsetof(struct S217, f3));
printf("S218\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S218), (int)_Alignof(struct S218), (int)offsetof(struct S218, f0), (int)offsetof(struct S218, f1));
printf("S219\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S219), (int)_Alignof(struct S219), (int)offsetof(struct S219, f0), (int)offsetof(struct S219, f1));
printf("S220\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S220), (int)_Alignof(struct S220), (int)offsetof(struct S220, f0), (int)offsetof(struct S220, f1), (int)offsetof(struct S220, f2), (int)offsetof(struct S220, f3), (int)offsetof(struct S220, f4), (int)offsetof(struct S220, f5), (int)offsetof(struct S220, f6));
printf("S221\t%d\t%d\t[%d]\n", (int)sizeof(struct S221), (int)_Alignof(struct S221), (int)offsetof(struct S221, f0));
printf("S222\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S222), (int)_Alignof(struct S222), (int)offsetof(struct S222, f0), (int)offsetof(struct S222, f1));
printf("S223\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S223), (int)_Alignof(struct S223), (int)offsetof(struct S223, f0), (int)offsetof(struct S223, f1));
printf("S224\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S224), (int)_Alignof(struct S224), (int)offsetof(struct S224, f0), (int)offsetof(struct S224, f1), (int)offsetof(struct S224, f2), (int)offsetof(struct S224, f3), (int)offsetof(struct S224, f4));
printf("S225\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S225), (int)_Alignof(struct S225), (int)offsetof(struct S225, f0), (int)offsetof(struct S225, f1));
printf("S226\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S226), (int)_Alignof(struct S226), (int)offsetof(struct S226, f0), (int)offsetof(struct S226, f1), (int)offsetof(struct S226, f2));
printf("S227\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S227), (int)_Alignof(struct S227), (int)offsetof(struct S227, f0), (int)offsetof(struct S227, f1), (int)offsetof(struct S227, f2), (int)offsetof(struct S227, f3), (int)offsetof(struct S227, f4), (int)offsetof(struct S227, f5));
printf("S228\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S228), (int)_Alignof(struct S228), (int)offsetof(struct S228, f0), (int)offsetof(struct S228, f1), (int)offsetof(struct S228, f2), (int)offsetof(struct S228, f3));
printf("S229\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S229), (int)_Alignof(struct S229), (int)offsetof(struct S229, f0), (int)offsetof(struct S229, f1), (int)offsetof(struct S229, f2), (int)offsetof(struct S229, f3), (int)offsetof(struct S229, f4), (int)offsetof(struct S229, f5), (int)offsetof(struct S229, f6));
printf("S230\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S230), (int)_Alignof(struct S230), (int)offsetof(struct S230, f0), (int)offsetof(struct S230, f1), (int)offsetof(struct S230, f2), (int)offsetof(struct S230, f3), (int)offsetof(struct S230, f4), (int)offsetof(struct S230, f5));
printf("S231\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S231), (int)_Alignof(struct S231), (int)offsetof(struct S231, f0), (int)offsetof(struct S231, f1), (int)offsetof(struct S231, f2), (int)offsetof(struct S231, f3), (int)offsetof(struct S231, f4), (int)offsetof(struct S231, f5));
printf("S232\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S232), (int)_Alignof(struct S232), (int)offsetof(struct S232, f0), (int)offsetof(struct S232, f1), (int)offsetof(struct S232, f2), (int)offsetof(struct S232, f3), (int)offsetof(struct S232, f4));
printf("S233\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S233), (int)_Alignof(struct S233), (int)offsetof(struct S233, f0), (int)offsetof(struct S233, f1));
printf("S234\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S234), (int)_Alignof(struct S234), (int)offsetof(struct S234, f0), (int)offsetof(struct S234, f1));
printf("S235\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S235), (int)_Alignof(struct S235), (int)offsetof(struct S235, f0), (int)offsetof(struct S235, f1), (int)offsetof(struct S235, f2), (int)offsetof(struct S235, f3), (int)offsetof(struct S235, f4), (int)offsetof(struct S235, f5));
printf("S236\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S236), (int)_Alignof(struct S236), (int)offsetof(struct S236, f0), (int)offsetof(struct S236, f1));
printf("S237\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S237), (int)_Alignof(struct S237), (int)offsetof(struct S237, f0), (int)offsetof(struct S237, f1), (int)offsetof(struct S237, f2), (int)offsetof(struct S237, f3), (int)offsetof(struct S237, f4));
printf("S238\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S238), (int)_Alignof(struct S238), (int)offsetof(struct S238, f0), (int)offsetof(struct S238, f1));
printf("S239\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S239), (int)_Alignof(struct S239), (int)offsetof(struct S239, f0), (int)offsetof(struct S239, f1), (int)offsetof(struct S239, f2), (int)offsetof(struct S239, f3), (int)offsetof(struct S239, f4), (int)offsetof(struct S239, f5));
printf("S240\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S240), (int)_Alignof(struct S240), (int)offsetof(struct S240, f0), (int)offsetof(struct S240, f1));
printf("S241\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S241), (int)_Alignof(struct S241), (int)offsetof(struct S241, f0), (int)offsetof(struct S241, f1), (int)offsetof(struct S241, f2), (int)offsetof(struct S241, f3));
printf("S242\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S242), (int)_Alignof(struct S242), (int)offsetof(struct S242, f0), (int)offsetof(struct S242, f1), (int)offsetof(struct S242, f2), (int)offsetof(struct S242, f3), (int)offsetof(struct S242, f4));
printf("S243\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S243), (int)_Alignof(struct S243), (int)offsetof(struct S243, f0), (int)offsetof(struct S243, f1), (int)offsetof(struct S243, f2), (int)offsetof(struct S243, f3), (int)offsetof(struct S243, f4), (int)offsetof(struct S243, f5));
printf("S244\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S244), (int)_Alignof(struct S244), (int)offsetof(struct S244, f0), (int)offsetof(struct S244, f1), (int)offsetof(struct S244, f2));
printf("S245\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S245), (int)_Alignof(struct S245), (int)offsetof(struct S245, f0), (int)offsetof(struct S245, f1), (int)offsetof(struct S245, f2), (int)offsetof(struct S245, f3), (int)offsetof(struct S245, f4), (int)offsetof(struct S245, f5));
printf("S246\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S246), (int)_Alignof(struct S246), (int)offsetof(struct S246, f0), (int)offsetof(struct S246, f1));
printf("S247\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S247), (int)_Alignof(struct S247), (int)offsetof(struct S247, f0), (int)offsetof(struct S247, f1), (int)offsetof(struct S247, f2), (int)offsetof(struct S247, f3), (int)offsetof(struct S247, f4));
printf("S248\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S248), (int)_Alignof(struct S248), (int)offsetof(struct S248, f0), (int)offsetof(struct S248, f1));
printf("S249\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S249), (int)_Alignof(struct S249), (int)offsetof(struct S249, f0), (int)offsetof(struct S249, f1));
printf("S250\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S250), (int)_Alignof(struct S250), (int)offsetof(struct S250, f0), (int)offsetof(struct S250, f1), (int)offsetof(struct S250, f2), (int)offsetof(struct S250, f3), (int)offsetof(struct S250, f4), (int)offsetof(struct S250, f5));
printf("S251\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S251), (int)_Alignof(struct S251), (int)offsetof(struct S251, f0), (int)offsetof(struct S251, f1), (int)offsetof(struct S251, f2), (int)offsetof(struct S251, f3));
printf("S252\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S252), (int)_Alignof(struct S252), (int)offsetof(struct S252, f0), (int)offsetof(struct S252, f1), (int)offsetof(struct S252, f2), (int)offsetof(struct S252, f3));
printf("S253\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S253), (int)_Alignof(struct S253), (int)offsetof(struct S253, f0), (int)offsetof(struct S253, f1), (int)offsetof(struct S253, f2), (int)offsetof(struct S253, f3), (int)offsetof(struct S253, f4), (int)offsetof(struct S253, f5), (int)offsetof(struct S253, f6));
printf("S254\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S254), (int)_Alignof(struct S254), (int)offsetof(struct S254, f0), (int)offsetof(struct S254, f1), (int)offsetof(struct S254, f2), (int)offsetof(struct S254, f3), (int)offsetof(struct S254, f4), (int)offsetof(struct S254, f5));
printf("S255\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S255), (int)_Alignof(struct S255), (int)offsetof(struct S255, f0), (int)offsetof(struct S255, f1), (int)offsetof(struct S255, f2), (int)offsetof(struct S255, f3));
printf("S256\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S256), (int)_Alignof(struct S256), (int)offsetof(struct S256, f0), (int)offsetof(struct S256, f1), (int)offsetof(struct S256, f2), (int)offsetof(struct S256, f3));
printf("S257\t%d\t%d\t[%d]\n", (int)sizeof(struct S257), (int)_Alignof(struct S257), (int)offsetof(struct S257, f0));
printf("S258\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S258), (int)_Alignof(struct S258), (int)offsetof(struct S258, f0), (int)offsetof(struct S258, f1), (int)offsetof(struct S258, f2), (int)offsetof(struct S258, f3), (int)offsetof(struct S258, f4), (int)offsetof(struct S258, f5));
printf("S259\t%d\t%d\t[%d]\n", (int)sizeof(struct S259), (int)_Alignof(struct S259), (int)offsetof(struct S259, f0));
printf("S260\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S260), (int)_Alignof(struct S260), (int)offsetof(struct S260, f0), (int)offsetof(struct S260, f1), (int)offsetof(struct S260, f2), (int)offsetof(struct S260, f3), (int)offsetof(struct S260, f4));
printf("S261\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S261), (int)_Alignof(struct S261), (int)offsetof(struct S261, f0), (int)offsetof(struct S261, f1), (int)offsetof(struct S261, f2));
printf("S262\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S262), (int)_Alignof(struct S262), (int)offsetof(struct S262, f0), (int)offsetof(struct S262, f1));
printf("S263\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S263), (int)_Alignof(struct S263), (int)offsetof(struct S263, f0), (int)offsetof(struct S263, f1), (int)offsetof(struct S263, f2), (int)offsetof(struct S263, f3), (int)offsetof(struct S263, f4), (int)offsetof(struct S263, f5), (int)offsetof(struct S263, f6));
printf("S264\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S264), (int)_Alignof(struct S264), (int)offsetof(struct S264, f0), (int)offsetof(struct S264, f1), (int)offsetof(struct S264, f2));
printf("S265\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S265), (int)_Alignof(struct S265), (int)offsetof(struct S265, f0), (int)offsetof(struct S265, f1), (int)offsetof(struct S265, f2), (int)offsetof(struct S265, f3));
printf("S266\t%d\t%d\t[%d]\n", (int)sizeof(struct S266), (int)_Alignof(struct S266), (int)offsetof(struct S266, f0));
printf("S267\t%d\t%d\t[%d]\n", (int)sizeof(struct S267), (int)_Alignof(struct S267), (int)offsetof(struct S267, f0));
printf("S268\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S268), (int)_Alignof(struct S268), (int)offsetof(struct S268, f0), (int)offsetof(struct S268, f1), (int)offsetof(struct S268, f2), (int)offsetof(struct S268, f3), (int)offsetof(struct S268, f4), (int)offsetof(struct S268, f5), (int)offsetof(struct S268, f6));
printf("S269\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S269), (int)_Alignof(struct S269), (int)offsetof(struct S269, f0), (int)offsetof(struct S269, f1), (int)offsetof(struct S269, f2), (int)offsetof(struct S269, f3), (int)offsetof(struct S269, f4), (int)offsetof(struct S269, f5), (int)offsetof(struct S269, f6));
printf("S270\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S270), (int)_Alignof(struct S270), (int)offsetof(struct S270, f0), (int)offsetof(struct S270, f1), (int)offsetof(struct S270, f2), (int)offsetof(struct S270, f3), (int)offsetof(struct S270, f4), (int)offsetof(struct S270, f5), (int)offsetof(struct S270, f6));
printf("S271\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S271), (int)_Alignof(struct S271), (int)offsetof(struct S271, f0), (int)offsetof(struct S271, f1), (int)offsetof(struct S271, f2), (int)offsetof(struct S271, f3));
printf("S272\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S272), (int)_Alignof(struct S272), (int)offsetof(struct S272, f0), (int)offsetof(struct S272, f1), (int)offsetof(struct S272, f2), (int)offsetof(struct S272, f3));
printf("S273\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S273), (int)_Alignof(struct S273), (int)offsetof(struct S273, f0), (int)offsetof(struct S273, f1), (int)offsetof(struct S273, f2));
printf("S274\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S274), (int)_Alignof(struct S274), (int)offsetof(struct S274, f0), (int)offsetof(struct S274, f1), (int)offsetof(struct S274, f2));
printf("S275\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S275), (int)_Alignof(struct S275), (int)offsetof(struct S275, f0), (int)offsetof(struct S275, f1), (int)offsetof(struct S275, f2), (int)offsetof(struct S275, f3));
printf("S276\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S276), (int)_Alignof(struct S276), (int)offsetof(struct S276, f0), (int)offsetof(struct S276, f1), (int)offsetof(struct S276, f2), (int)offsetof(struct S276, f3));
printf("S277\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S277), (int)_Alignof(struct S277), (int)offsetof(struct S277, f0), (int)offsetof(struct S277, f1), (int)offsetof(struct S277, f2), (int)offsetof(struct S277, f3));
printf("S278\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S278), (int)_Alignof(struct S278), (int)offsetof(struct S278, f0), (int)offsetof(struct S278, f1), (int)offsetof(struct S278, f2), (int)offsetof(struct S278, f3));
printf("S279\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S279), (int)_Alignof(struct S279), (int)offsetof(struct S279, f0), (int)offsetof(struct S279, f1), (int)offsetof(struct S279, f2), (int)offsetof(struct S279, f3), (int)offsetof(struct S279, f4), (int)offsetof(struct S279, f5));
printf("S280\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S280), (int)_Alignof(struct S280), (int)offsetof(struct S280, f0), (int)offsetof(struct S280, f1), (int)offsetof(struct S280, f2), (int)offsetof(struct S280, f3), (int)offsetof(struct S280, f4), (int)offsetof(struct S280, f5), (int)offsetof(struct S280, f6));
printf("S281\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S281), (int)_Alignof(struct S281), (int)offsetof(struct S281, f0), (int)offsetof(struct S281, f1));
printf("S282\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S282), (int)_Alignof(struct S282), (int)offsetof(struct S282, f0), (int)offsetof(struct S282, f1), (int)offsetof(struct S282, f2), (int)offsetof(struct S282, f3), (int)offsetof(struct S282, f4));
printf("S283\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S283), (int)_Alignof(struct S283), (int)offsetof(struct S283, f0), (int)offsetof(struct S283, f1), (int)offsetof(struct S283, f2), (int)offsetof(struct S283, f3), (int)offsetof(struct S283, f4), (int)offsetof(struct S283, f5), (int)offsetof(struct S283, f6));
printf("S284\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S284), (int)_Alignof(struct S284), (int)offsetof(struct S284, f0), (int)offsetof(struct S284, f1), (int)offsetof(struct S284, f2), (int)offsetof(struct S284, f3));
printf("S285\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S285), (int)_Alignof(struct S285), (int)offsetof(struct S285, f0), (int)offsetof(struct S285, f1), (int)offsetof(struct S285, f2), (int)offsetof(struct S285, f3), (int)offsetof(struct S285, f4), (int)offsetof(struct S285, f5), (int)offsetof(struct S285, f6));
printf("S286\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S286), (int)_Alignof(struct S286), (int)offsetof(struct S286, f0), (int)offsetof(struct S286, f1));
printf("S287\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S287), (int)_Alignof(struct S287), (int)offsetof(struct S287, f0), (int)offsetof(struct S287, f1), (int)offsetof(struct S287, f2), (int)offsetof(struct S287, f3));
printf("S288\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S288), (int)_Alignof(struct S288), (int)offsetof(struct S288, f0), (int)offsetof(struct S288, f1), (int)offsetof(struct S288, f2), (int)offsetof(struct S288, f3), (int)offsetof(struct S288, f4), (int)offsetof(struct S288, f5), (int)offsetof(struct S288, f6));
printf("S289\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S289), (int)_Alignof(struct S289), (int)offsetof(struct S289, f0), (int)offsetof(struct S289, f1), (int)offsetof(struct S289, f2), (int)offsetof(struct S289, f3), (int)offsetof(struct S289, f4), (int)offsetof(struct S289, f5), (int)offsetof(struct S289, f6));
printf("S290\t%d\t%d\t[%d, %d, %d]\n", (int)sizeof(struct S290), (int)_Alignof(struct S290), (int)offsetof(struct S290, f0), (int)offsetof(struct S290, f1), (int)offsetof(struct S290, f2));
printf("S291\t%d\t%d\t[%d, %d]\n", (int)sizeof(struct S291), (int)_Alignof(struct S291), (int)offsetof(struct S291, f0), (int)offsetof(struct S291, f1));
printf("S292\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S292), (int)_Alignof(struct S292), (int)offsetof(struct S292, f0), (int)offsetof(struct S292, f1), (int)offsetof(struct S292, f2), (int)offsetof(struct S292, f3));
printf("S293\t%d\t%d\t[%d]\n", (int)sizeof(struct S293), (int)_Alignof(struct S293), (int)offsetof(struct S293, f0));
printf("S294\t%d\t%d\t[%d, %d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S294), (int)_Alignof(struct S294), (int)offsetof(struct S294, f0), (int)offsetof(struct S294, f1), (int)offsetof(struct S294, f2), (int)offsetof(struct S294, f3), (int)offsetof(struct S294, f4), (int)offsetof(struct S294, f5), (int)offsetof(struct S294, f6));
printf("S295\t%d\t%d\t[%d, %d, %d, %d, %d, %d]\n", (int)sizeof(struct S295), (int)_Alignof(struct S295), (int)offsetof(struct S295, f0), (int)offsetof(struct S295, f1), (int)offsetof(struct S295, f2), (int)offsetof(struct S295, f3), (int)offsetof(struct S295, f4), (int)offsetof(struct S295, f5));
printf("S296\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S296), (int)_Alignof(struct S296), (int)offsetof(struct S296, f0), (int)offsetof(struct S296, f1), (int)offsetof(struct S296, f2), (int)offsetof(struct S296, f3));
printf("S297\t%d\t%d\t[%d, %d, %d, %d, %d]\n", (int)sizeof(struct S297), (int)_Alignof(struct S297), (int)offsetof(struct S297, f0), (int)offsetof(struct S297, f1), (int)offsetof(struct S297, f2), (int)offsetof(struct S297, f3), (int)offsetof(struct S297, f4));
printf("S298\t%d\t%d\t[%d]\n", (int)sizeof(struct S298), (int)_Alignof(struct S298), (int)offsetof(struct S298, f0));
printf("S299\t%d\t%d\t[%d, %d, %d, %d]\n", (int)sizeof(struct S299), (int)_Alignof(struct S299), (int)offsetof(struct S299, f0), (int)offsetof(struct S299, f1), (int)offsetof(struct S299, f2), (int)offsetof(struct S299, f3));
return 0;
}
