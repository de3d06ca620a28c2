import { computed, effect, signal } from "@preact/signals";
import type { Theme } from "../ui/symbols";

const KEY = "fleettickets.theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const isSystemDark = signal(system.matches);
system.addEventListener("change", () => (isSystemDark.value = system.matches));

export type ThemeChoice = Theme | "system";

const stored = localStorage.getItem(KEY);
export const themeChoice = signal<ThemeChoice>(stored === "light" || stored === "dark" ? stored : "system");

export const theme = computed<Theme>(() => {
  if (themeChoice.value !== "system") return themeChoice.value;
  return isSystemDark.value ? "dark" : "light";
});

export function chooseTheme(choice: ThemeChoice): void {
  themeChoice.value = choice;
  if (choice === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
}

effect(() => {
  document.documentElement.dataset["theme"] = theme.value;
});

/** Whether the reader asked for less movement; asked anew each time, as it can change. */
export const isStill = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
