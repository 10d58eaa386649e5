// What the network sees, how its belief develops from row to row, and what it says after the rows that are chosen.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 100;        // of the stream, in its own units
const LARGEST = 8, SMALLEST = 4;   // of a band's name, in units of the stream
const LETTER = 0.7;       // about the width of a letter, in shares of its height
const LEAST = 2;          // a band that is nowhere wider is not seen

const percent = new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });

/**
 * The pieces of a smooth curve down through all (x[t], at(t)), each the four points of a Bézier curve. From row to row it goes
 * one way only: it shows no more than the rows say.
 */
function curve(x, at) {
  const slopes = x.slice(1).map((to, t) => to - x[t]);
  // The harmonic mean of the slopes on both sides, or none at a turn (F. N. Fritsch, J. Butland, 1984).
  const tangents = x.map((_, t) => {
    const [before, after] = [slopes[t - 1] ?? 0, slopes[t] ?? 0];
    return before * after <= 0 ? 0 : 2 * before * after / (before + after);
  });
  return slopes.map((_, t) => {
    const third = (at(t + 1) - at(t)) / 3;
    return [
      `${x[t]},${at(t)}`, `${x[t] + tangents[t] / 3},${at(t) + third}`,
      `${x[t + 1] - tangents[t + 1] / 3},${at(t + 1) - third}`, `${x[t + 1]},${at(t + 1)}`,
    ];
  });
}

export class Belief {
  #classes;
  #elements;
  #bands;
  #labels;
  #bars;
  #answer = null;
  #row = 0;

  /** elements: { figure, seen, stream, veil, digit, sure, bars }. */
  constructor({ classes, height, width }, elements) {
    this.#classes = classes;
    this.#elements = elements;
    const { seen, stream, bars } = elements;
    [seen.width, seen.height] = [width, height];
    stream.setAttribute("viewBox", `0 0 ${WIDTH} ${WIDTH * height / width}`);
    this.#bands = classes.map((_, i) => stream.appendChild(this.#colored(document.createElementNS(SVG, "path"), i)));
    this.#labels = classes.map(name => {
      const label = stream.appendChild(document.createElementNS(SVG, "text"));
      label.textContent = name;
      return label;
    });
    this.#bars = classes.map((name, i) => {
      const line = bars.appendChild(this.#colored(document.createElement("li"), i));
      const [label, track, share] = ["name", "track", "percent"].map(kind => {
        const part = line.appendChild(document.createElement(kind === "track" ? "div" : "span"));
        part.className = kind;
        return part;
      });
      label.textContent = name;
      const bar = track.appendChild(document.createElement("div"));
      bar.className = "bar";
      return { line, bar, share };
    });
    this.clear();
  }

  /** How often the network can be asked: once a time step. */
  get rows() { return this.#answer?.steps.length ?? 0; }

  get row() { return this.#row; }

  /** Shows an answer of the server, after its last row. */
  show(answer) {
    this.#answer = answer;
    this.#elements.figure.classList.remove("empty");
    this.#paint();
    this.#flow();
    this.read(this.rows);
  }

  /** Shows what the network said after so many rows. */
  read(row) {
    this.#row = row;
    const { figure, veil, digit, sure } = this.#elements;
    const isWhole = row === this.rows;
    const shares = isWhole ? this.#answer.probabilities : this.#answer.steps[row - 1];
    const best = shares.indexOf(Math.max(...shares));
    figure.classList.toggle("whole", isWhole);
    veil.style.setProperty("--read", percent.format(row / this.rows));
    digit.textContent = this.#classes[best];
    digit.classList.toggle("word", this.#classes[best].length > 2);
    sure.textContent = percent.format(shares[best]);
    this.#setBars(shares, best);
    return `${this.#classes[best]}, ${percent.format(shares[best])}`;
  }

  clear() {
    this.#answer = null;
    this.#row = 0;
    const { figure, seen, digit, sure } = this.#elements;
    figure.classList.add("empty");
    seen.getContext("2d").clearRect(0, 0, seen.width, seen.height);
    this.#bands.forEach(band => band.removeAttribute("d"));
    this.#labels.forEach(label => { label.style.display = "none"; });
    digit.textContent = "?";
    digit.classList.remove("word");
    sure.textContent = "";
    this.#setBars(this.#classes.map(() => 0), -1);
  }

  #setBars(shares, best) {
    this.#bars.forEach(({ line, bar, share }, i) => {
      bar.style.setProperty("--share", shares[i]);
      share.textContent = best < 0 ? "" : percent.format(shares[i]);
      line.classList.toggle("best", i === best);
    });
  }

  #paint() {
    const { seen, width, height } = this.#answer;
    const image = new ImageData(width, height);
    seen.forEach((value, i) => image.data.set([value, value, value, 255], 4 * i));
    this.#elements.seen.getContext("2d").putImageData(image, 0, 0);
  }

  // Time flows downwards, beside the image's rows; at each row, the widths of the bands are the probabilities.
  #flow() {
    const { steps, width, height } = this.#answer;
    const length = WIDTH * height / width;
    const at = t => (t + 0.5) * length / steps.length;
    let left = steps.map(() => 0);
    this.#classes.forEach((_, i) => {
      const right = steps.map((shares, t) => left[t] + WIDTH * shares[i]);
      const [down, up] = [curve(left, at), curve(right, at).reverse()];
      this.#bands[i].setAttribute("d", `M${left[0]},0V${at(0)}${down.map(([, a, b, to]) => `C${a} ${b} ${to}`).join("")}V${length}`
        + `H${right.at(-1)}V${at(steps.length - 1)}${up.map(([from, a, b]) => `C${b} ${a} ${from}`).join("")}V0Z`);
      this.#place(this.#labels[i], left, right, at);
      left = right;
    });
  }

  // A band's name stands in the middle of the rows where it is widest, as large as there is room for.
  #place(label, left, right, at) {
    const widths = left.map((x, t) => right[t] - x), widest = Math.max(...widths);
    let first = widths.indexOf(widest), last = first;
    while (widths[first - 1] > 0.85 * widest)
      first--;
    while (widths[last + 1] > 0.85 * widest)
      last++;
    const t = (first + last) >> 1, size = Math.min(LARGEST, Math.max(SMALLEST, widest / (LETTER * label.textContent.length)));
    label.style.display = widest > LEAST ? "" : "none";
    label.style.fontSize = `${size}px`;
    label.setAttribute("x", (left[t] + right[t]) / 2);
    label.setAttribute("y", Math.min(Math.max(at(t), size), at(left.length - 0.5) - size));
  }

  // Hues all around the circle, those of neighbours far apart.
  #colored(element, i) {
    const count = this.#classes.length, leap = [3, 2].find(k => count % k !== 0) ?? 1;
    element.classList.add("class-color");
    element.style.setProperty("--hue", (i * leap % count) * 360 / count + 25);
    return element;
  }
}
