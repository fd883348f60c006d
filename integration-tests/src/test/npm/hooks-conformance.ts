// Compiles only if the hooks have the declared types. NpmReactTest copies react.js to hooks/code.js, because a declaration
// beside a module hides its code.
import * as code from './hooks/code.js';
import * as declared from './hooks/react.js';

export const hooks: typeof declared = code;
export const names: true = true satisfies keyof typeof code extends keyof typeof declared ? true : false;
