package dev.rtcrooms;

/** Grants and attributes; any thread. */
record AdmittedWithAttributes(Grants grants, Attributes attributes) implements Admitted {}
