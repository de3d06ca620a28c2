/** Line icons in a box of 20 by 20, drawn for this page. */
const PATHS = {
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  fit: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M7.5 10h5M10 7.5v5",
  search: "M8.8 3.5a5.3 5.3 0 1 1 0 10.6 5.3 5.3 0 0 1 0-10.6ZM12.8 12.8 17 17",
  close: "M5 5l10 10M15 5 5 15",
  down: "M5 7.5 10 12.5 15 7.5",
  up: "M5 12.5 10 7.5 15 12.5",
  back: "M12.5 5 7.5 10l5 5",
  sun: "M10 6.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8ZM10 1.8v2M10 16.2v2M1.8 10h2M16.2 10h2M4.2 4.2l1.4 1.4M14.4 14.4l1.4 1.4M4.2 15.8l1.4-1.4M14.4 5.6l1.4-1.4",
  moon: "M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7Z",
  auto: "M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4ZM10 2.8v14.4M10 6h5.8M10 10h7M10 14h5.8",
  download: "M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13",
  help: "M7.4 7.4a2.7 2.7 0 1 1 3.9 2.4c-.9.5-1.3 1-1.3 2.2M10 15.2v.3",
  map: "M3 5.2 7.6 3.4l4.8 1.8L17 3.4v11.4l-4.6 1.8-4.8-1.8L3 16.6ZM7.6 3.4v11.4M12.4 5.2v11.4",
  list: "M7 5h10M7 10h10M7 15h10M3 5h.2M3 10h.2M3 15h.2",
  figures: "M3.5 16.5h13M5.5 13.5v-4M10 13.5v-9M14.5 13.5v-6",
  filter: "M3 5h14M5.5 10h9M8.5 15h3",
  locate:
    "M10 17s5.3-4.9 5.3-8.7a5.3 5.3 0 0 0-10.6 0C4.7 12.1 10 17 10 17ZM10 6.6a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4Z",
  link: "M8.5 11.5a3.2 3.2 0 0 0 4.6 0l2.4-2.4a3.2 3.2 0 0 0-4.6-4.6l-.9.9M11.5 8.5a3.2 3.2 0 0 0-4.6 0l-2.4 2.4a3.2 3.2 0 0 0 4.6 4.6l.9-.9",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" width={size} height={size} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
