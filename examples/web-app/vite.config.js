import { defineConfig } from 'vite';

// The server's paths have the origin of the page, so cookies, CSRF tokens and WebSockets need no permission. The server
// gets the Host of the page, to which its redirects lead back. "vite preview" does the same.
const school = { target: process.env.SCHOOL ?? 'http://127.0.0.1:8080', ws: true };
const paths = ['/room', '/lessons', '/csrf', '/login', '/logout', '/default-ui.css'];

export default defineConfig({
  server: { proxy: Object.fromEntries(paths.map((path) => [path, school])) },
});
