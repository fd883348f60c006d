import { knownName, rememberName } from './names.js';
import { byId } from './page.js';
import { applyTheme } from './preferences.js';

applyTheme();
const field = byId('name');
field.value = knownName() ?? '';
field.form.addEventListener('submit', () => rememberName(field.value.trim()));
