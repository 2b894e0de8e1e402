#include "CPage.h"

// A part of C23 that the compiler has for every C.
#pragma clang diagnostic ignored "-Wc23-extensions"

#define FILE_OF(name) \
  PageFile page_##name(void) { return (PageFile){name, sizeof name}; }

static const unsigned char html[] = {
#embed "page.html"
};
FILE_OF(html)

static const unsigned char style[] = {
#embed "page.css"
};
FILE_OF(style)

static const unsigned char script[] = {
#embed "elements.js"
  ,
#embed "dates.js"
  ,
#embed "graph.js"
  ,
#embed "view.js"
  ,
#embed "address.js"
  ,
#embed "names.js"
  ,
#embed "source.js"
  ,
#embed "scene.js"
  ,
#embed "placing.js"
  ,
#embed "camera.js"
  ,
#embed "colours.js"
  ,
#embed "lines.js"
  ,
#embed "drawing.js"
  ,
#embed "labels.js"
  ,
#embed "picture.js"
  ,
#embed "gestures.js"
  ,
#embed "facts.js"
  ,
#embed "panel.js"
  ,
#embed "legend.js"
  ,
#embed "periods.js"
  ,
#embed "finder.js"
  ,
#embed "table.js"
  ,
#embed "timeline.js"
  ,
#embed "sharing.js"
  ,
#embed "asking.js"
  ,
#embed "mending.js"
  ,
#embed "figures.js"
  ,
#embed "paths.js"
  ,
#embed "page.js"
  ,
#embed "start.js"
};
FILE_OF(script)
