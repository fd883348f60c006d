/** The server's end of WebSockets, which can break each rule; for tests of clients. */
@NullMarked
package dev.rtcrooms.testkit.websocket;

import org.jspecify.annotations.NullMarked;
