import { cutName, knownName, rememberName } from './names.js';
import { byId } from './page.js';
import { applyTheme } from './preferences.js';
import { rememberCreated } from './visit.js';

applyTheme();
const field = byId('name');
field.value = knownName() ?? '';
cutName(field);
field.form.addEventListener('submit', () => {
  rememberName(field.value.trim());
  rememberCreated();
});
