/** Tests with rooms: test clients, virtual time and faults. */
@NullMarked
package dev.rtcrooms.testkit;

import org.jspecify.annotations.NullMarked;
