// The documentation page of the content API: Swagger UI over its openapi.json.
const place = document.getElementById("swagger-ui");

SwaggerUIBundle({
  url: place.dataset.url,
  domNode: place,
  layout: "BaseLayout",
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIBundle.SwaggerUIStandalonePreset],
});
