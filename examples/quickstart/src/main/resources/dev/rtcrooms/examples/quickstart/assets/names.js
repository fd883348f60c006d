/** The name that this browser's user goes by, kept from room to room. */

const KEY = 'rtc-rooms-name';

/** The name; '' for one who wants none, null for one who was never asked. */
export function knownName() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be forbidden; then we ask each time
  }
}

export function rememberName(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // as above
  }
}

/** As the server has it, in UTF-16 code units. */
const LONGEST = 64;

/** Of one character that alone is too long. */
function firstCodePoints(text) {
  let cut = '';
  for (const codePoint of text) {
    if (cut.length + codePoint.length > LONGEST) break;
    cut += codePoint;
  }
  return cut;
}

/** Keeps a field's text as short as a name may be, and cuts it between characters. */
export function cutName(field) {
  field.addEventListener('input', (event) => {
    if (event.isComposing || field.value.length <= LONGEST) return;
    let cut = '';
    for (const { segment } of new Intl.Segmenter().segment(field.value)) {
      if (cut.length + segment.length > LONGEST) break;
      cut += segment;
    }
    field.value = cut === '' ? firstCodePoints(field.value) : cut;
  });
}
