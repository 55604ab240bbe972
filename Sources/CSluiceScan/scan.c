#include "CSluiceScan.h"
