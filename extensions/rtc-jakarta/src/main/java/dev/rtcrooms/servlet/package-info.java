/** Rooms in a servlet container. */
@NullMarked
package dev.rtcrooms.servlet;

import org.jspecify.annotations.NullMarked;
