# Kansoku in one image: platform on 3000, gateway on 4000. glibc, because the embedded engines are built for it.
FROM node:24-bookworm-slim AS build
WORKDIR /opt/kansoku
COPY . .
# Installs what is missing, which is all.
RUN node scripts/run.js build
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf .kansoku node_modules/.cache

FROM node:24-bookworm-slim
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin kansoku \
    && mkdir -p /app /var/lib/kansoku && chown kansoku:kansoku /var/lib/kansoku
COPY --from=build /opt/kansoku /opt/kansoku
COPY deploy/docker-entrypoint.sh /usr/local/bin/kansoku
ENV KANSOKU_HOST=0.0.0.0 KANSOKU_DATA_DIR=/var/lib/kansoku
USER kansoku
# LiteLLM's image has its config file here.
WORKDIR /app
VOLUME /var/lib/kansoku
EXPOSE 3000 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s \
  CMD ["node", "/opt/kansoku/deploy/health-check.js"]
ENTRYPOINT ["kansoku"]
CMD ["start"]
