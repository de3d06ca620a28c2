/** The diameter of a ring in pixels: it grows with the number's length, so that the text fits. */
export const ringSize = (tickets: number): number => Math.round(30 + 8 * Math.log10(tickets + 1));
