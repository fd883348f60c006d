/** Requests and responses of rooms, without any framework. */
@NullMarked
package dev.rtcrooms.http;

import org.jspecify.annotations.NullMarked;
