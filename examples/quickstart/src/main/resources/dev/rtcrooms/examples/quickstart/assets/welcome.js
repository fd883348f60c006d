import { knownName, rememberName } from './names.js';
import { byId } from './page.js';

const field = byId('name');
field.value = knownName() ?? '';
field.form.addEventListener('submit', () => rememberName(field.value.trim()));
