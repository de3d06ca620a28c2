// Runs in the page before anything else. It records when things first appear and counts redraws of
// the map. Times are milliseconds since the navigation began.
window.bench = { seen: {}, draws: 0 };
const { promise, resolve: allSeen } = Promise.withResolvers();
window.bench.isAllSeen = promise;

const WANTED = {
  rows: '[data-testid="row"]',
  // The data's marks on the map; the base map may appear at any time.
  map: '[data-testid="ring"]',
  all: '[data-testid="map"][data-idle="true"]',
};

const look = () => {
  for (const [name, selector] of Object.entries(WANTED)) {
    if (name in window.bench.seen || !document.querySelector(selector)) continue;
    window.bench.seen[name] = null;
    // After the frame that shows it has been submitted.
    requestAnimationFrame(() =>
      setTimeout(() => {
        window.bench.seen[name] = performance.now();
        if (Object.keys(WANTED).every((wanted) => window.bench.seen[wanted])) allSeen();
      }),
    );
  }
};
new MutationObserver(look).observe(document, {
  subtree: true,
  childList: true,
  attributes: true,
  attributeFilter: ["data-idle"],
});

// MapLibre clears the canvas once for each redraw of the map.
const clear = WebGL2RenderingContext.prototype.clear;
WebGL2RenderingContext.prototype.clear = function (mask) {
  if (mask & this.COLOR_BUFFER_BIT && this.canvas.isConnected) window.bench.draws += 1;
  return clear.call(this, mask);
};

/** Drags the map for some time as a person would; returns the time of each frame. */
window.bench.pan = async (ms) => {
  const canvas = document.querySelector(".maplibregl-canvas");
  const { x, y, width, height } = document.querySelector('[data-testid="map"]').getBoundingClientRect();
  const middle = [x + width / 2, y + height / 2];
  const fire = (type, target, [clientX, clientY], buttons) =>
    target.dispatchEvent(
      new MouseEvent(type, { bubbles: true, cancelable: true, clientX, clientY, button: 0, buttons, view: window }),
    );
  const frames = [];
  let isOn = true;
  const note = () => {
    frames.push(performance.now());
    if (isOn) requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
  const began = performance.now();
  const drawsBefore = window.bench.draws;
  fire("mousedown", canvas, middle, 1);
  for (let t = 0; t < ms; t = performance.now() - began) {
    // A third of the map's width to either side, about 400 pixels a second, never along the same line twice.
    const at = [middle[0] + 0.35 * width * Math.sin(t / 700), middle[1] + 0.2 * height * Math.sin(t / 1100)];
    fire("mousemove", document, at, 1);
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
  fire("mouseup", document, middle, 0);
  isOn = false;
  return { frames, ms: performance.now() - began, draws: window.bench.draws - drawsBefore };
};
