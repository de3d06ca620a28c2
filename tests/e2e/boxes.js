() => {
  // Returns a line for each fault. The map's own symbols may lie over each other.
  const ON_MAP = ".maplibregl-canvas-container, .maplibregl-ctrl, .ring, .map-pin, .map-fan, .rings";
  const CONTROLS = "button, a[href], input, select, [role=tab], [tabindex='0']";
  const isSeen = (e) => {
    if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const box = e.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(e).clipPath === "none";
  };
  const isHidden = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.clipPath !== "none" || at.matches(".sr-only, .skip")) return true;
    }
    return false;
  };
  const words = (e) => `${e.tagName.toLowerCase()}.${e.className}: ${(e.textContent || "").trim().slice(0, 40)}`;
  const root = document.querySelector("dialog[open]") ?? document.body;

  // The part of a box that the elements around it let through, and whether one of them scrolls.
  const clipped = (box, element) => {
    let { left, top, right, bottom } = box;
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.position === "fixed" && at !== element) break;
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const frame = at.getBoundingClientRect();
      left = Math.max(left, frame.left);
      right = Math.min(right, frame.right);
      top = Math.max(top, frame.top);
      bottom = Math.min(bottom, frame.bottom);
    }
    left = Math.max(left, 0);
    right = Math.min(right, innerWidth);
    top = Math.max(top, 0);
    bottom = Math.min(bottom, innerHeight);
    return right - left > 1 && bottom - top > 1 ? { left, top, right, bottom } : null;
  };

  const hasEllipsis = (e) => {
    for (let at = e; at; at = at.parentElement)
      if (getComputedStyle(at).textOverflow === "ellipsis") return true;
    return false;
  };

  const faults = [];
  const elements = [...root.querySelectorAll("*")].filter((e) => isSeen(e) && !isHidden(e) && !e.closest(ON_MAP));

  // Sideways: nothing scrolls, and nothing that is shown begins or ends outside of the window.
  for (const e of [document.documentElement, document.body])
    if (e.scrollWidth > innerWidth + 1) faults.push(`the page is ${e.scrollWidth} wide`);

  // Cut: text in a box that is too small for it and does not scroll. An ellipsis is a choice, but a
  // control or a heading must be readable.
  for (const e of elements) {
    const style = getComputedStyle(e);
    if (e.matches("input, select, svg, svg *") || !(e.textContent || "").trim()) continue;
    const isClosed = (overflow) => overflow === "hidden" || overflow === "clip";
    const isWide = e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0;
    if (isWide && e.matches("button, h1, h2, label, th, [role=tab], .notice")) faults.push(`cut: ${words(e)}`);
    const isBlock = style.display !== "inline" && e.clientHeight > 0;
    if (isBlock && isClosed(style.overflowY) && e.scrollHeight > e.clientHeight + 3 && !e.querySelector("*"))
      faults.push(`cut below: ${words(e)}`);
  }

  // Texts drawn over each other.
  const texts = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const e = node.parentElement;
    if (!node.textContent.trim() || !isSeen(e) || isHidden(e) || e.closest(ON_MAP)) continue;
    if (e.closest("option, svg, script, style")) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const seen = clipped(box, e);
      if (seen && box.right - seen.right > 2 && !hasEllipsis(e)) faults.push(`cut: ${words(e)}`);
      // What another element covers, such as a list below a sheet, is not drawn over anything.
      if (!seen) continue;
      const top = document.elementFromPoint((seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2);
      if (top && (top === e || e.contains(top) || top.contains(e))) texts.push({ e, seen });
    }
  }
  texts.forEach((one, i) => {
    for (const other of texts.slice(i + 1)) {
      if (one.e === other.e) continue;
      const across = Math.min(one.seen.right, other.seen.right) - Math.max(one.seen.left, other.seen.left);
      const down = Math.min(one.seen.bottom, other.seen.bottom) - Math.max(one.seen.top, other.seen.top);
      if (across > 2 && down > 5) faults.push(`over each other: ${words(one.e)} | ${words(other.e)}`);
    }
  });

  // Controls that something else covers, once they were scrolled to.
  for (const e of elements) {
    if (!e.matches(CONTROLS) || e.disabled || e.matches("[tabindex='-1']")) continue;
    const { scrollTop } = document.body;
    e.scrollIntoView({ block: "center", inline: "nearest" });
    const seen = clipped(e.getBoundingClientRect(), e);
    if (!seen) faults.push(`out of reach: ${words(e)}`);
    else {
      const top = document.elementFromPoint((seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2);
      if (top && !e.contains(top) && !top.contains(e)) faults.push(`covered: ${words(e)} by ${words(top)}`);
    }
    document.body.scrollTop = scrollTop;
  }
  return faults;
}
