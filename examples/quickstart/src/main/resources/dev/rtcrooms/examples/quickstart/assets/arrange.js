/** Where each tile stands. All lengths are in CSS pixels. */

const GAP = 8;
const WIDEST = 16 / 9;

/**
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 */

/**
 * Packs tiles of one size into an area, as large as they fit.
 *
 * @param {number} count
 * @param {Box} area
 * @param {number} tallest the least ratio of their width to their height
 * @returns {Box[]}
 */
export function grid(count, area, tallest) {
  const { columns, width, height } = largest(count, area, tallest);
  const rows = Math.ceil(count / columns);
  const top = area.y + (area.height - rows * height - (rows - 1) * GAP) / 2;
  return Array.from({ length: count }, (_, at) => {
    const row = Math.floor(at / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = area.x + (area.width - inRow * width - (inRow - 1) * GAP) / 2;
    return {
      x: Math.floor(left + (at % columns) * (width + GAP)),
      y: Math.floor(top + row * (height + GAP)),
      width,
      height,
    };
  });
}

/**
 * Divides an area for one large tile and a strip of small ones.
 *
 * @param {Box} area
 * @returns {{ large: Box, strip: Box }}
 */
export function split({ x, y, width, height }) {
  if (width > height) {
    const side = clamp(width * 0.2, 120, 260);
    const large = width - side - GAP;
    return { large: { x, y, width: large, height }, strip: { x: x + large + GAP, y, width: side, height } };
  }
  const side = clamp(height * 0.22, 72, 200);
  const large = height - side - GAP;
  return { large: { x, y, width, height: large }, strip: { x, y: y + large + GAP, width, height: side } };
}

/** The own picture, which floats over the others where there is little room. */
export function corner({ x, y, width, height }) {
  const side = clamp(Math.min(width, height) * 0.28, 72, 160);
  const box = { width: Math.floor(side), height: Math.floor((side * 4) / 3) };
  return { ...box, x: Math.floor(x + width - box.width), y };
}

function largest(count, { width, height }, tallest) {
  let best = { columns: 1, width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const across = (width - GAP * (columns - 1)) / columns;
    const down = (height - GAP * (rows - 1)) / rows;
    const ratio = clamp(across / down, tallest, WIDEST);
    const fitting = Math.max(Math.floor(Math.min(across, down * ratio)), 0);
    const size = { columns, width: fitting, height: Math.floor(fitting / ratio) };
    if (size.width * size.height > best.width * best.height) best = size;
  }
  return best;
}

function clamp(value, least, most) {
  return Math.min(Math.max(value, least), most);
}
