// Lines of values, and the fan of a forecast after them, each with its scale and with the names of what is drawn.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 1000, HEIGHT = 300;
const HORIZONS_BEFORE = 4;    // of values, before a fan
const LEAP = 137.5;           // degrees from the hue of one class, or input, to the next: the golden angle

const number = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });
const percent = new Intl.NumberFormat("en", { style: "percent" });

/** The inputs of a sequence, [steps x inputs], each on a scale of its own. */
export function chart(values, inputs) {
  const steps = values.length / inputs.length, drawing = open("chart", `${steps} steps`);
  const lines = inputs.map((_, input) => values.filter((_, i) => i % inputs.length === input));
  const ranges = lines.map(line => range(line.filter(value => value !== null)));
  lines.forEach((line, input) => {
    const x = i => i * WIDTH / Math.max(1, line.length - 1), shape = add(drawing, "line", path(line, x, scale(ranges[input])));
    if (inputs.length > 1)
      paint(shape, input);
  });
  const names = inputs.map((name, input) => ["line", `${name}, ${ranges[input].map(number.format).join(" to ")}`, input]);
  return inputs.length > 1 ? figure(drawing, ["step 1", `step ${steps}`], [], names)
    : figure(drawing, ["step 1", `step ${steps}`], ranges[0], []);
}

/** The last values of a series, and the bands of its forecast. */
export function fan(values, { levels, quantiles }) {
  const horizon = quantiles[0].length, known = values.slice(-HORIZONS_BEFORE * horizon), end = known.length - 1;
  const drawing = open("chart fan", `${known.length} values, and a forecast of ${horizon} steps`);
  const shown = range([...known.filter(value => value !== null), ...quantiles.flat()]);
  const y = scale(shown), x = i => i * WIDTH / Math.max(1, end + horizon);
  const ahead = i => x(end + 1 + i), bands = [];
  for (let band = 0; band < levels.length >> 1; band++) {
    const [lower, upper] = [quantiles[band], quantiles[levels.length - 1 - band]];
    const back = lower.map((value, i) => `L${ahead(i)},${y(value)}`).reverse().join("");
    add(drawing, "band", `${path(upper, ahead, y)}${back}Z`);
    bands.push(percent.format(levels[levels.length - 1 - band] - levels[band]));
  }
  add(drawing, "origin", `M${x(end + 0.5)},0V${HEIGHT}`);
  add(drawing, "line", path(known, x, y));
  add(drawing, "middle", path(quantiles[levels.length >> 1], ahead, y));
  const names = [["line", `values, the last ${number.format(known.at(-1))}`], ["middle", "forecast"]];
  if (bands.length > 0)
    names.push(["band", `${bands.join(", ")} band${bands.length > 1 ? "s, the narrower the darker" : ""}`]);
  return figure(drawing, [`${1 - known.length} steps`, `+${horizon} steps`], shown, names);
}

/** Gives a class, or an input, a hue of its own. */
export function paint(element, i) {
  element.classList.add("class-color");
  element.style.setProperty("--hue", Math.max(0, i) * LEAP % 360 + 25);
  return element;
}

// A drawing with what is at both ends below it, the range of its values beside it, and names above.
function figure(drawing, ends, shown, names) {
  const box = document.createElement("div");
  box.className = "plotted";
  const legend = part(box, "legend", names.map(([, name]) => name));
  names.forEach(([kind, , input], i) => {
    const key = document.createElement("i");
    key.className = `key ${kind}`;
    legend.children[i].prepend(input === undefined ? key : paint(key, input));
  });
  part(box, "scale", shown.map(number.format).reverse());
  box.append(drawing);
  part(box, "axis", ends);
  return box;
}

function part(box, className, texts) {
  const line = box.appendChild(document.createElement("p"));
  line.className = `${className} quiet`;
  for (const text of texts)
    line.appendChild(document.createElement("span")).textContent = text;
  return line;
}

function open(className, label) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", className);
  drawing.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  drawing.setAttribute("preserveAspectRatio", "none");
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", label);
  return drawing;
}

function add(drawing, className, d) {
  const shape = drawing.appendChild(document.createElementNS(SVG, "path"));
  shape.setAttribute("class", className);
  shape.setAttribute("d", d);
  return shape;
}

function range(values) {
  return values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 0];
}

function scale([low, high]) {
  const extent = high > low ? high - low : 1;
  return value => HEIGHT - 6 - (HEIGHT - 12) * (value - low) / extent;
}

// A gap where a value is missing.
function path(values, x, y) {
  return values.map((value, i) => value === null ? "" : `${i > 0 && values[i - 1] !== null ? "L" : "M"}${x(i)},${y(value)}`).join("");
}
