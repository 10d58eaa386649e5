// The page: asks the server while one draws, the latest drawing first, and lets one look at what the network said after each row.

import { Belief } from "./belief.js";
import { Pad } from "./pad.js";

const PAUSE = 30;        // milliseconds between two questions, at least
const PLAY_TIME = 110;   // milliseconds for a row
const SPEAK_AFTER = 700; // milliseconds of rest, before a screen reader is told

const CELLS = { Rnn: "SimpleRNN", Lstm: "LSTM", Gru: "GRU" };

const find = id => document.getElementById(id);
const [row, rowText, play, clear, hint] = ["row", "row-text", "play", "clear", "hint"].map(find);
const [trouble, spoken] = ["trouble", "spoken"].map(find);

const model = await (await fetch("/api/model")).json();
const shown = ["figure", "seen", "stream", "veil", "digit", "sure", "bars"];
const belief = new Belief(model, Object.fromEntries(shown.map(id => [id, find(id)])));
const pad = new Pad(find("pad"), drawn);
pad.setShape(model.height, model.width);
document.documentElement.style.setProperty("--aspect", model.width / model.height);
introduce();

let edition = 0;       // of the paper: another one after each wipe
let isAsking = false, isStale = false, playing = 0, speaking = 0;

clear.addEventListener("click", () => pad.clear());
addEventListener("keydown", event => {
  if (event.key === "Escape")
    pad.clear();
});
row.addEventListener("input", () => { stop(); showRow(Number(row.value)); });
play.addEventListener("click", () => playing ? stop() : start());
document.body.dataset.ready = "yes";

function introduce() {
  const areDigits = model.classes.every(name => /^\d$/.test(name));
  find("title").textContent = document.title = areDigits ? "Draw a digit" : "Draw";
  const file = model.name, layers = model.layers > 1 ? `${model.layers} layers of ` : "";
  const network = `${layers}${model.hiddenSize} ${CELLS[model.cell]} units${model.bidirectional ? " in both directions" : ""}`;
  find("model").textContent = [file, network, ...(areDigits ? [] : [model.classes.join(", ")])].join(" · ");
}

function drawn() {
  hint.classList.toggle("gone", !pad.isBlank);
  if (pad.isBlank)
    forget();
  else
    ask();
}

function forget() {
  edition++;
  stop();
  belief.clear();
  row.disabled = play.disabled = true;
  rowText.textContent = spoken.textContent = "";
  clearTimeout(speaking);
}

// One question at a time; what was drawn meanwhile is asked next, and what lies between is never asked.
async function ask() {
  isStale = true;
  if (isAsking)
    return;
  isAsking = true;
  while (isStale && !pad.isBlank) {
    isStale = false;
    const asked = edition, answer = await predict(pad.read());
    if (answer && asked === edition)
      show(answer);
    await new Promise(done => setTimeout(done, PAUSE));
  }
  isAsking = false;
}

async function predict(drawing) {
  try {
    const headers = { "Content-Type": "application/json" }, body = JSON.stringify(drawing);
    const response = await fetch("/api/predict", { method: "POST", headers, body });
    const answer = await response.json();
    complain(response.ok ? "" : answer.error);
    return response.ok ? answer : null;
  } catch {
    complain("The server does not answer. Is it still running?");
    return null;
  }
}

function complain(text) {
  trouble.textContent = text;
  trouble.hidden = text === "";
}

function show(answer) {
  stop();
  belief.show(answer);
  row.max = belief.rows;
  row.disabled = play.disabled = false;
  showRow(belief.rows);
}

function showRow(count) {
  const said = belief.read(count);
  row.value = count;
  rowText.textContent = `row ${count} of ${belief.rows}`;
  row.setAttribute("aria-valuetext", `${rowText.textContent}: ${said}`);
  clearTimeout(speaking);
  if (!playing && count === belief.rows)
    speaking = setTimeout(() => { spoken.textContent = said; }, SPEAK_AFTER);
}

function start() {
  play.textContent = "Stop";
  showRow(1);
  playing = setInterval(() => {
    if (belief.row === belief.rows)
      stop();
    else
      showRow(belief.row + 1);
  }, PLAY_TIME);
}

function stop() {
  clearInterval(playing);
  playing = 0;
  play.textContent = "Read";
}
