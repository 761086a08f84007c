//! A chart as SVG 1.1: a picture of its own that pages and editors read, on light and on dark.

use std::fmt::Write;

use super::{Bars, Body, Chart, Line};

/// Colours of lines that are told apart on white and on black, also by who is colour-blind (Okabe and Ito 2008).
const COLORS: [&str; 6] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

/// Space at the left, right, top and bottom for marks and names.
const LEFT: f64 = 84.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 44.0;
const BOTTOM: f64 = 52.0;

/// How large the picture is, in pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// How many places along its horizontal axis a picture can tell apart.
pub(crate) fn places(size: Size) -> usize {
    (size.width - LEFT - RIGHT).max(16.0) as usize
}

/// The document.
pub(crate) fn draw(chart: &Chart, size: Size) -> String {
    let frame = Frame { chart, width: size.width - LEFT - RIGHT, height: size.height - TOP - BOTTOM };
    let title = escaped(&chart.title);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
         role=\"img\" aria-labelledby=\"title\">\n<title id=\"title\">{title}</title>\n<style>\n\
         svg {{ color: #222; background: #fff; font: 12px sans-serif }}\n\
         @media (prefers-color-scheme: dark) {{ svg {{ color: #ddd; background: #16181c }} }}\n\
         text {{ fill: currentColor }}\n.grid {{ stroke: currentColor; stroke-opacity: .15 }}\n\
         .axis {{ stroke: currentColor; fill: none }}\n\
         .line {{ fill: none; stroke-width: 1.25; stroke-linejoin: round }}\n</style>\n",
        w = size.width,
        h = size.height,
    );
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<text x=\"{LEFT}\" y=\"20\" font-weight=\"bold\">{title}</text>");
    frame.axes(&mut out);
    match &chart.body {
        Body::Lines(lines) => frame.lines(lines, &mut out),
        Body::Bars(bars) => frame.bars(bars, &mut out),
    }
    out.push_str("</svg>\n");
    out
}

/// What is between the axes.
struct Frame<'c> {
    chart: &'c Chart,
    width: f64,
    height: f64,
}

impl Frame<'_> {
    fn y(&self, value: f64) -> Option<f64> {
        let share = self.chart.y.share(value).filter(|share| (-1e-9..=1.0 + 1e-9).contains(share))?;
        Some(TOP + (1.0 - share) * self.height)
    }

    fn axes(&self, out: &mut String) {
        let (right, bottom) = (LEFT + self.width, TOP + self.height);
        for tick in self.chart.y.ticks(6) {
            let (y, text) = (TOP + (1.0 - tick.share) * self.height, escaped(&tick.text));
            let _ = writeln!(out, "<path class=\"grid\" d=\"M{LEFT} {y:.1}H{right}\"/>");
            let (x, y) = (LEFT - 8.0, y + 4.0);
            let _ = writeln!(out, "<text x=\"{x}\" y=\"{y:.1}\" text-anchor=\"end\">{text}</text>");
        }
        for tick in self.chart.x.ticks((self.width / 120.0) as usize) {
            let (x, text) = (LEFT + tick.share * self.width, escaped(&tick.text));
            let _ = writeln!(out, "<path class=\"grid\" d=\"M{x:.1} {TOP}V{bottom}\"/>");
            let y = bottom + 18.0;
            let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{y}\" text-anchor=\"middle\">{text}</text>");
        }
        let _ = writeln!(out, "<path class=\"axis\" d=\"M{LEFT} {TOP}V{bottom}H{right}\"/>");
        let note = self.chart.x.note().map(|note| format!(", {note}")).unwrap_or_default();
        let label = escaped(&format!("{}{note}", self.chart.x.label));
        let (x, y) = (LEFT + self.width / 2.0, bottom + 38.0);
        let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{y}\" text-anchor=\"middle\">{label}</text>");
        if !self.chart.y.label.is_empty() {
            let (x, y, label) = (16.0, TOP + self.height / 2.0, escaped(&self.chart.y.label));
            let turned = format!("transform=\"rotate(-90 {x} {y:.1})\"");
            let _ =
                writeln!(out, "<text x=\"{x}\" y=\"{y:.1}\" text-anchor=\"middle\" {turned}>{label}</text>");
        }
    }

    fn lines(&self, lines: &[Line], out: &mut String) {
        for (number, line) in lines.iter().enumerate() {
            let color = COLORS[number % COLORS.len()];
            let places = line.buckets.len().max(1) as f64;
            let mut path = String::new();
            for run in line.runs() {
                let mut pen_down = false;
                for (place, values) in run {
                    let x = LEFT + (place as f64 + 0.5) / places * self.width;
                    let mut before = f64::NAN;
                    for value in values.path() {
                        let Some(y) = self.y(value) else {
                            pen_down = false;
                            continue;
                        };
                        if !pen_down || y != before {
                            let _ = write!(path, "{}{x:.1} {y:.1}", if pen_down { 'L' } else { 'M' });
                        }
                        (pen_down, before) = (true, y);
                    }
                }
                // A value alone is a dot.
                path.push_str("h.01");
            }
            if path.starts_with('M') {
                let _ = writeln!(
                    out,
                    "<path class=\"line\" stroke=\"{color}\" stroke-linecap=\"round\" d=\"{path}\"/>"
                );
            }
            if lines.len() > 1 {
                let (x, name) = (LEFT + 110.0 * number as f64, escaped(&line.name));
                let _ = writeln!(out, "<path stroke=\"{color}\" stroke-width=\"3\" d=\"M{x} 34h16\"/>");
                let _ = writeln!(out, "<text x=\"{}\" y=\"38\">{name}</text>", x + 22.0);
            }
        }
    }

    fn bars(&self, bars: &Bars, out: &mut String) {
        let bottom = TOP + self.height;
        let mut path = String::new();
        for (edges, &count) in bars.edges.windows(2).zip(&bars.counts) {
            let x = |edge: f64| Some(LEFT + self.chart.x.share(edge)?.clamp(0.0, 1.0) * self.width);
            let (Some(left), Some(right)) = (x(edges[0]), x(edges[1])) else { continue };
            let Some(top) = self.y(count as f64).filter(|_| count > 0) else { continue };
            let _ = write!(path, "M{left:.2} {bottom}V{top:.1}H{right:.2}V{bottom}z");
        }
        let color = COLORS[0];
        let _ = writeln!(out, "<path fill=\"{color}\" stroke=\"none\" d=\"{path}\"/>");
    }
}

/// Text as it may stand in XML; what XML has no character for is replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(' '),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            letter => out.push(letter),
        }
    }
    out
}
