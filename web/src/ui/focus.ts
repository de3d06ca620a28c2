const FOCUSABLE = 'button:not(:disabled), a[href], input, select, textarea, [tabindex]:not([tabindex="-1"])';

export const isVisible = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });

/** The first element inside another that Tab reaches. */
const firstIn = (element: Element): HTMLElement | undefined =>
  [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
    (found) => found.tabIndex >= 0 && isVisible(found),
  );

let last: Element | undefined;

/** The element that had the focus last, unless a click on an empty area took it away. */
export const lastFocused = (): Element | undefined => last;

/**
 * If the focused element disappears (a filter that is removed, a notice that is hidden), moves the
 * focus to what is left around it. Otherwise Tab would start at the top of the page again.
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
    for (const ancestor of around) {
      const near = ancestor.isConnected ? firstIn(ancestor) : undefined;
      if (near) return near.focus({ preventScroll: true });
    }
  });
  // A click on an empty area takes the focus away on purpose.
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
