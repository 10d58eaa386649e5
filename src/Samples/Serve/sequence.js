// The page for sequences: sends what was pasted or uploaded, and shows what the network says of each sequence.

import { chart, fan, paint } from "./chart.js";

const percent = new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const number = new Intl.NumberFormat("en", { maximumSignificantDigits: 5 });
const MOST_BARS = 10;

const find = id => document.getElementById(id);
const [text, ask, clear, file, answers, count, trouble] = ["text", "ask", "clear", "file", "answers", "count", "trouble"].map(find);

const model = await (await fetch("/api/model")).json();
introduce();
ask.addEventListener("click", predict);
clear.addEventListener("click", () => { text.value = ""; show({ count: 0, sequences: [] }); text.focus(); });
text.addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
    predict();
});
file.addEventListener("change", async () => {
  if (file.files.length === 0)
    return;
  text.value = await file.files[0].text();
  file.value = "";
  predict();
});
document.body.dataset.ready = "yes";

function introduce() {
  const what = model.label ?? model.value;
  find("title").textContent = document.title = what ? `Predict ${what}` : "Predict";
  find("model").textContent = [model.name, model.network, model.task].join(" · ");
  find("asked").textContent = model.asked;
  find("wanted").textContent = model.wanted;
}

function complain(message) {
  trouble.textContent = message;
  trouble.hidden = message === "";
}

async function predict() {
  ask.disabled = true;
  try {
    const headers = { "Content-Type": "application/json" }, body = JSON.stringify({ text: text.value });
    const response = await fetch("/api/predict", { method: "POST", headers, body });
    const answer = await response.json();
    complain(response.ok ? "" : answer.error);
    if (response.ok)
      show(answer);
  } catch {
    complain("The server does not answer. Is it still running?");
  } finally {
    ask.disabled = false;
  }
}

function show({ count: all, sequences }) {
  complain("");
  count.textContent = all > sequences.length ? `The first ${sequences.length} of ${all} sequences.` : "";
  answers.replaceChildren(...sequences.map(item));
}

function item(sequence) {
  const line = make("li");
  line.append(make("h3", "", sequence.name));
  const { predictions, probability, value, quantiles, tags, fan: forecast } = sequence.answer;
  if (forecast) {
    line.append(fan(sequence.values, forecast), forecastTable(forecast));
    return line;
  }
  if (sequence.values.length > 1)
    line.append(chart(sequence.values, model.inputs));
  if (tags) {
    line.append(steps(sequence.words.length > 0 ? sequence.words : tags.map((_, i) => `${i + 1}`), tags));
    return line;
  }
  if (sequence.words.length > 0)
    line.append(make("p", "quiet", sequence.words.join(" ")));
  if (predictions) {
    line.append(make("p", "said", predictions[0].class),
      bars(predictions.slice(0, MOST_BARS).map(one => [one.class, one.probability, percent.format(one.probability)])));
  } else if (quantiles) {
    line.append(make("p", "said", Object.values(quantiles).map(one => number.format(one)).join(" – ")),
      make("p", "quiet", `Quantiles ${Object.keys(quantiles).join(", ")}`));
  } else if (value !== undefined) {
    line.append(make("p", "said", number.format(value)));
  } else {
    line.append(make("p", "said", sequence.said.split(" (")[0]), bars([["yes", probability, percent.format(probability)]]));
  }
  return line;
}

function bars(rows) {
  const list = make("ol", "bars");
  rows.forEach(([name, share, shown], i) => {
    const line = paint(list.appendChild(make("li", i === 0 ? "best" : "")), model.classes.indexOf(name));
    const track = make("div", "track"), bar = track.appendChild(make("div", "bar"));
    bar.style.setProperty("--share", share);
    line.append(make("span", "name", name), track, make("span", "percent", shown));
  });
  return list;
}

function steps(words, tags) {
  const list = make("ol", "steps");
  words.forEach((word, i) => {
    const line = paint(list.appendChild(make("li")), model.classes.indexOf(tags[i]));
    line.append(make("span", "word", word), make("span", "label", tags[i]));
  });
  return list;
}

function forecastTable({ levels, quantiles }) {
  const middle = quantiles[levels.reduce((best, level, i) => Math.abs(level - 0.5) < Math.abs(levels[best] - 0.5) ? i : best, 0)];
  const table = make("table", "numbers"), band = `${number.format(100 * (levels.at(-1) - levels[0]))}% band from`;
  row(table, "th", ["step", "forecast", band, "to"]);
  const aligned = sameDigits(quantiles.flat());
  middle.forEach((value, i) => {
    const numbers = [value, quantiles[0][i], quantiles.at(-1)[i]];
    row(table, "td", [`+${i + 1}`, ...numbers.map(one => aligned.format(one))]);
  });
  return table;
}

// As many digits after the point for all, so that columns of numbers can be compared.
function sameDigits(values) {
  const largest = Math.max(...values.map(Math.abs)), digits = largest > 0 ? 3 - Math.floor(Math.log10(largest)) : 0;
  const shown = Math.min(Math.max(digits, 0), 20);
  return new Intl.NumberFormat("en", { minimumFractionDigits: shown, maximumFractionDigits: shown });
}

function row(table, kind, cells) {
  table.insertRow().append(...cells.map(cell => make(kind, "", cell)));
}

function make(kind, className = "", content = "") {
  const element = document.createElement(kind);
  element.className = className;
  element.textContent = content;
  return element;
}
