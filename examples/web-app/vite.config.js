import { defineConfig } from 'vite';

// In development the rooms' server is behind the same origin. VITE_ROOMS names one of another origin.
const rooms = { target: 'http://127.0.0.1:8080', ws: true };

export default defineConfig({
  server: { proxy: { '/room': rooms, '/stream': rooms } },
});
