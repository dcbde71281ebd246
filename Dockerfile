# docker build -t paas . && docker run --rm --network host -v paas:/data paas
#
# The server listens on 127.0.0.1 only, until sign-in is there; --network host makes that the loopback of your machine
# (Linux). Elsewhere run it without Docker, or reach it through a tunnel.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production PAAS_DATA_DIR=/data PORT=3000
WORKDIR /app
COPY --from=build --chown=node:node /app ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s \
  CMD ["node_modules/.bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node_modules/.bin/node", "bin/paas.mjs", "start"]
