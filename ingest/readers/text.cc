#include "ingest/readers/reader.h"
