#ifndef CSLUICE_SCAN_H
#define CSLUICE_SCAN_H
#endif
