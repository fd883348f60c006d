/** Both ends of WebSockets, which can break each rule; for tests of clients and of servers. */
@NullMarked
package dev.rtcrooms.testkit.websocket;

import org.jspecify.annotations.NullMarked;
