// What the kernels that look for hidden text share; not for Swift.

#ifndef CSLUICE_HIDDEN_JOINTS_H
#define CSLUICE_HIDDEN_JOINTS_H

#include "CSluiceScan.h"

typedef enum {
    /// No joint.
    SLUICE_NONE,
    /// A joint.
    SLUICE_JOINT,
    /// The bytes to come decide.
    SLUICE_OPEN,
} sluice_reading;

typedef sluice_mark sluice_joint;
typedef sluice_mark_kind sluice_joint_kind;

/// Reads the joint at `at`, if there is one. Reads `bytes` up to `length`, and at most `SLUICE_JOINT_REACH` bytes
/// before and from `at` on. `follows` says that another joint ends at `at`.
sluice_reading sluice_read_joint(const uint8_t *bytes, size_t at, size_t length, int follows, sluice_joint *joint);

/// Whether a quote between these two bytes may end a string literal that another is joined to.
int sluice_may_join(uint8_t before, uint8_t next);

/// Whether text may begin at `at` that base64 or hex digits spell.
sluice_reading sluice_read_carrier(const uint8_t *bytes, size_t at, size_t length, sluice_mark *mark);

#endif
