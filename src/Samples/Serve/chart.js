// Lines of values, and the fan of a forecast after them.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 1000, HEIGHT = 300;
const HORIZONS_BEFORE = 4;    // of values, before a fan

const number = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });

/** The inputs of a sequence, [steps x inputs], each on a scale of its own. */
export function chart(values, inputSize) {
  const drawing = open("chart", `${values.length / inputSize} steps`);
  for (let input = 0; input < inputSize; input++) {
    const line = values.filter((_, i) => i % inputSize === input);
    const y = scale(line.filter(value => value !== null));
    add(drawing, "line", path(line, i => i * WIDTH / Math.max(1, line.length - 1), y));
  }
  return drawing;
}

/** The last values of a series, and the bands of its forecast. */
export function fan(values, { levels, quantiles }) {
  const horizon = quantiles[0].length, known = values.slice(-HORIZONS_BEFORE * horizon), end = known.length - 1;
  const drawing = open("chart fan", `${known.length} values, and a forecast of ${horizon} steps`);
  const y = scale([...known.filter(value => value !== null), ...quantiles.flat()]), x = i => i * WIDTH / Math.max(1, end + horizon);
  const ahead = i => x(end + 1 + i);
  for (let band = 0; band < levels.length >> 1; band++) {
    const [lower, upper] = [quantiles[band], quantiles[levels.length - 1 - band]];
    const back = lower.map((value, i) => `L${ahead(i)},${y(value)}`).reverse().join("");
    add(drawing, "band", `${path(upper, ahead, y)}${back}Z`);
  }
  add(drawing, "line", path(known, x, y));
  add(drawing, "middle", path(quantiles[levels.length >> 1], ahead, y));
  const figure = document.createElement("div"), axis = document.createElement("p");
  axis.className = "axis quiet";
  for (const label of [`${1 - known.length} steps`, `last value ${number.format(known.at(-1))}`, `+${horizon} steps`])
    axis.appendChild(document.createElement("span")).textContent = label;
  figure.append(drawing, axis);
  return figure;
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
}

function scale(values) {
  const low = Math.min(...values), high = Math.max(...values), range = high > low ? high - low : 1;
  return value => HEIGHT - 6 - (HEIGHT - 12) * (value - low) / range;
}

// A gap where a value is missing.
function path(values, x, y) {
  return values.map((value, i) => value === null ? "" : `${i > 0 && values[i - 1] !== null ? "L" : "M"}${x(i)},${y(value)}`).join("");
}
