import { computed, effect, signal } from "@preact/signals";
import { KeptText } from "../api/storage";

export type Theme = "light" | "dark";

const kept = new KeptText(() => localStorage, "fleettickets.theme");
const system = matchMedia("(prefers-color-scheme: dark)");
const isSystemDark = signal(system.matches);
system.addEventListener("change", () => (isSystemDark.value = system.matches));

export type ThemeChoice = Theme | "system";

const stored = kept.read();
export const themeChoice = signal<ThemeChoice>(stored === "light" || stored === "dark" ? stored : "system");

export const theme = computed<Theme>(() => {
  if (themeChoice.value !== "system") return themeChoice.value;
  return isSystemDark.value ? "dark" : "light";
});

export function chooseTheme(choice: ThemeChoice): void {
  themeChoice.value = choice;
  kept.write(choice === "system" ? null : choice);
}

effect(() => {
  document.documentElement.dataset["theme"] = theme.value;
});

/** Whether the user asked for less motion; checked on each call, because it can change. */
export const isStill = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
