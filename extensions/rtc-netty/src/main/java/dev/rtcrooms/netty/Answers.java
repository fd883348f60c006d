package dev.rtcrooms.netty;

import dev.rtcrooms.http.RoomResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Makes Netty's responses; any thread. */
final class Answers {

  /** RFC 9110 §5.6.7. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private Answers() {}

  /** The response of the routes, with the headers that a server adds (RFC 9110 §6.6.1, §8.6). */
  static FullHttpResponse of(RoomResponse answer) {
    HttpResponseStatus status = HttpResponseStatus.valueOf(answer.status());
    FullHttpResponse response = response(status, Unpooled.wrappedBuffer(answer.body()));
    answer.headers().forEach(response.headers()::set);
    boolean silent =
        status.equals(HttpResponseStatus.NO_CONTENT)
            || status.equals(HttpResponseStatus.NOT_MODIFIED);
    if (!silent && !response.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    }
    return response;
  }

  /** An error without a page. */
  static FullHttpResponse of(HttpResponseStatus status) {
    ByteBuf text = Unpooled.copiedBuffer(status + "\n", StandardCharsets.US_ASCII);
    FullHttpResponse response = response(status, text);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .setInt(HttpHeaderNames.CONTENT_LENGTH, text.readableBytes());
    return response;
  }

  private static FullHttpResponse response(HttpResponseStatus status, ByteBuf content) {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    response.headers().set(HttpHeaderNames.DATE, DATE.format(Instant.now()));
    return response;
  }
}
