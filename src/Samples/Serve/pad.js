// Paper to draw on. It keeps strokes, as points from 0 to 1, and draws them twice: for the eye, and as pixels for the network.

const PEN = 0.085;        // of the paper's shorter side: about as thick as MNIST's strokes, once the digit is scaled to its box
const RASTER_ROWS = 112;  // four times MNIST's 28
const KEY_STEP = 1 / 28;

export class Pad {
  #canvas;
  #changed;
  #strokes = [];
  #pen = { x: 0.5, y: 0.2, isDown: false, isShown: false };  // moved by keys
  #raster = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  /** Calls changed() whenever something was drawn or wiped off. */
  constructor(canvas, changed) {
    this.#canvas = canvas;
    this.#changed = changed;
    canvas.addEventListener("pointerdown", event => this.#begin(event));
    canvas.addEventListener("pointermove", event => this.#continue(event));
    canvas.addEventListener("keydown", event => this.#key(event));
    canvas.addEventListener("blur", () => { this.#pen.isShown = this.#pen.isDown = false; this.#show(); });
    new ResizeObserver(() => this.#show()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#show());
    this.setShape(1, 1);
  }

  /** Says how many rows and columns the network's images have: the paper gets the same shape. */
  setShape(height, width) {
    this.#raster.canvas.height = RASTER_ROWS;
    this.#raster.canvas.width = Math.min(512, Math.max(8, Math.round(RASTER_ROWS * width / height)));
  }

  get isBlank() { return this.#strokes.length === 0; }

  clear() {
    this.#strokes = [];
    this.#pen.isDown = false;
    this.#update();
  }

  /** What is drawn, light on dark: { pixels: [row by row, 0 to 255], width, height }. */
  read() {
    const { width, height } = this.#raster.canvas;
    this.#raster.fillStyle = "#000";
    this.#raster.fillRect(0, 0, width, height);
    this.#draw(this.#raster, width, height, "#fff");
    const colors = this.#raster.getImageData(0, 0, width, height).data;
    return { pixels: Array.from({ length: width * height }, (_, i) => colors[4 * i]), width, height };
  }

  #begin(event) {
    if (!event.isPrimary || event.button !== 0)
      return;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#pen.isShown = this.#pen.isDown = false;
    this.#strokes.push([this.#place(event)]);
    this.#update();
  }

  #continue(event) {
    if (!event.isPrimary || !this.#canvas.hasPointerCapture(event.pointerId))
      return;
    const moves = event.getCoalescedEvents?.() ?? [];
    this.#strokes.at(-1)?.push(...(moves.length ? moves : [event]).map(move => this.#place(move)));
    this.#update();
  }

  #place(event) {
    const box = this.#canvas.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  }

  #key(event) {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.ctrlKey || event.altKey || event.metaKey || !(event.key in moves || event.key === " "))
      return;
    event.preventDefault();
    const pen = this.#pen;
    pen.isShown = true;
    if (event.key === " ") {
      pen.isDown = !pen.isDown;
      if (pen.isDown)
        this.#strokes.push([{ x: pen.x, y: pen.y }]);
    } else {
      const [x, y] = moves[event.key];
      pen.x = Math.min(1, Math.max(0, pen.x + x * KEY_STEP));
      pen.y = Math.min(1, Math.max(0, pen.y + y * KEY_STEP));
      if (pen.isDown)
        this.#strokes.at(-1).push({ x: pen.x, y: pen.y });
    }
    if (pen.isDown)
      this.#update();
    else
      this.#show();
  }

  #update() {
    this.#show();
    this.#changed();
  }

  #show() {
    const context = this.#canvas.getContext("2d"), ratio = window.devicePixelRatio;
    const width = Math.round(this.#canvas.clientWidth * ratio), height = Math.round(this.#canvas.clientHeight * ratio);
    if (this.#canvas.width !== width || this.#canvas.height !== height)
      [this.#canvas.width, this.#canvas.height] = [width, height];
    const { color, outlineColor } = getComputedStyle(this.#canvas);
    context.clearRect(0, 0, width, height);
    this.#draw(context, width, height, color);
    if (this.#pen.isShown) {
      const radius = PEN * Math.min(width, height) / 2;
      context.beginPath();
      context.arc(this.#pen.x * width, this.#pen.y * height, radius, 0, 2 * Math.PI);
      context.strokeStyle = outlineColor;
      context.lineWidth = 2 * ratio;
      context.stroke();
    }
  }

  #draw(context, width, height, color) {
    context.strokeStyle = color;
    context.lineWidth = PEN * Math.min(width, height);
    context.lineCap = context.lineJoin = "round";
    for (const stroke of this.#strokes) {
      const points = stroke.map(({ x, y }) => [x * width, y * height]);
      context.beginPath();
      context.moveTo(...points[0]);
      context.lineTo(points[0][0] + 0.01, points[0][1]); // a dot, where nothing follows
      // Curves from middle to middle, bent by the points between: no corners where the hand made none.
      for (let i = 1; i < points.length - 1; i++)
        context.quadraticCurveTo(...points[i], (points[i][0] + points[i + 1][0]) / 2, (points[i][1] + points[i + 1][1]) / 2);
      context.lineTo(...points.at(-1));
      context.stroke();
    }
  }
}
