// Keeps a page up to date. The server sends the element `main` whenever it changes, and at least each 10 s.
"use strict";

const SILENCE = 30_000;
const notice = document.getElementById("notice");
let source;
let watchdog;
let heard = new Date();
// What is to be added to this machine's clock to have the server's, in ms.
let ahead = -Infinity;

function open() {
  source = new EventSource(document.body.dataset.live + location.search);
  source.onmessage = (event) => {
    const main = new DOMParser().parseFromString(event.data, "text/html").querySelector("main");
    update(document.querySelector("main"), main);
    heard = new Date();
    notice.hidden = true;
    tell();
    watch();
  };
  // A browser would open a refused connection again, but not one with another status than 200.
  source.onerror = lost;
  watch();
}

function close() {
  clearTimeout(watchdog);
  source?.close();
  source = undefined;
}

function watch() {
  clearTimeout(watchdog);
  watchdog = setTimeout(lost, SILENCE);
}

function lost() {
  close();
  notice.textContent = `Not up to date since ${heard.toLocaleTimeString()}. Trying again …`;
  notice.hidden = false;
  // Not all viewers at once.
  watchdog = setTimeout(open, 1000 + 2000 * Math.random());
}

// Changes an element into another one, and leaves what is the same: the focus, what is selected, how far it's scrolled.
function update(before, after) {
  for (const { name } of [...before.attributes]) {
    if (!after.hasAttribute(name)) before.removeAttribute(name);
  }
  for (const { name, value } of after.attributes) {
    if (before.getAttribute(name) !== value) before.setAttribute(name, value);
  }
  const named = new Map([...before.children].filter((child) => child.id).map((child) => [child.id, child]));
  let place = before.firstChild;
  for (const child of [...after.childNodes]) {
    const same = child.id ? named.get(child.id) : place;
    if (!same || same.nodeName !== child.nodeName || (same.id ?? "") !== (child.id ?? "")) {
      before.insertBefore(child, place);
      continue;
    }
    // Where browsers have it, a move keeps the focus.
    if (same === place) place = place.nextSibling;
    else (before.moveBefore ?? before.insertBefore).call(before, same, place);
    if (child.nodeType === Node.ELEMENT_NODE) update(same, child);
    else if (same.data !== child.data) same.data = child.data;
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

// Counts on how long ago times are, by the rules of the server.
function tell() {
  const { now } = document.querySelector("main").dataset;
  // What was under way for a shorter time is nearer to the truth.
  ahead = Math.max(ahead, now - Date.now());
  for (const time of document.querySelectorAll("time.ago")) {
    const text = ago(Math.trunc((Date.now() + ahead - Date.parse(time.dateTime)) / 1000));
    if (time.textContent !== text) time.textContent = text;
  }
}

function ago(seconds) {
  const length = Math.abs(seconds);
  if (!(length > 0)) return "now";
  const [unit, name] = [[86400, "d"], [3600, "h"], [60, "min"]].find(([unit]) => length >= 2 * unit) ?? [1, "s"];
  const text = `${Math.trunc(length / unit)} ${name}`;
  return seconds > 0 ? `${text} ago` : `in ${text}`;
}

// A page that nobody sees needs no connection, of which a browser has only six.
document.addEventListener("visibilitychange", () => {
  close();
  if (!document.hidden) open();
});
setInterval(tell, 1000);
if (!document.hidden) open();
