import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, type Plugin } from 'vite';
import tsconfigPaths from 'vite-tsconfig-paths';

/** The program's own server is the entry, so that gate, jobs and pages share one set of modules. */
function ownServerEntry(): Plugin {
  return {
    name: 'own-server-entry',
    config: (_config, { isSsrBuild }) =>
      isSsrBuild ? { build: { rollupOptions: { input: './app/server.ts' } } } : undefined,
  };
}

export default defineConfig(() => ({
  plugins: [
    remix({
      // Single fetch and lazy route discovery stay off: both have open denial-of-service problems (docs/decisions/0003).
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_routeConfig: true,
        v3_singleFetch: false,
        v3_lazyRouteDiscovery: false,
      },
    }),
    ownServerEntry(),
    tsconfigPaths(),
  ],
  build: { target: 'es2022' },
}));
