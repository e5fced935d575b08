"""The lists that catalogues must cover: powers (权责清单), public services, service matters."""
