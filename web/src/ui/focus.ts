const FOCUSABLE = 'button:not(:disabled), a[href], input, select, textarea, [tabindex]:not([tabindex="-1"])';

export const isVisible = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });

/** The first thing within an element that Tab leads to. */
const firstIn = (element: Element): HTMLElement | undefined =>
  [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
    (found) => found.tabIndex >= 0 && isVisible(found),
  );

let last: Element | undefined;

/** What had the focus last, unless a press beside everything took it away. */
export const lastFocused = (): Element | undefined => last;

/**
 * Where a focused thing goes away (a filter that is removed, a notice that is hidden), the focus
 * goes to what is left around it: without it, Tab would begin at the top of the page again.
 */
export function keepFocus(root: HTMLElement): () => void {
  let around: Element[] = [];
  const remember = ({ target }: FocusEvent): void => {
    last = target as Element;
    around = [];
    for (let at = last.parentElement; at && at !== root; at = at.parentElement) around.push(at);
  };
  const watch = new MutationObserver(() => {
    if (around.length === 0 || document.activeElement !== document.body) return;
    for (const place of around) {
      const near = place.isConnected ? firstIn(place) : undefined;
      if (near) return near.focus({ preventScroll: true });
    }
  });
  // A press beside everything takes the focus away on purpose.
  const forget = (): void => {
    last = undefined;
    around = [];
  };
  root.addEventListener("pointerdown", forget);
  root.addEventListener("focusin", remember);
  watch.observe(root, { childList: true, subtree: true });
  return () => {
    watch.disconnect();
    root.removeEventListener("pointerdown", forget);
    root.removeEventListener("focusin", remember);
  };
}
