package dev.rtcrooms.examples.quickstart;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A response of the quickstart itself, whatever server sends it; immutable.
 *
 * @param status of HTTP
 * @param headers all but the length of the content
 * @param content read-only
 */
record SiteResponse(int status, Map<String, String> headers, ByteBuffer content) {

  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** A weight of zero forbids it (RFC 9110 §12.5.3). */
  private static final Pattern GZIP =
      Pattern.compile("(?i)(?:^|,)\\s*gzip\\s*(?:;\\s*q=([01](?:\\.\\d*)?)\\s*)?(?:,|$)");

  SiteResponse {
    content = content.duplicate(); // each has a position of its own
  }

  static SiteResponse notAllowed() {
    return new SiteResponse(405, Map.of("Allow", "GET, HEAD"), EMPTY);
  }

  /** The content, compressed if the client takes that; or 304 if the client has it. */
  static SiteResponse of(
      int status, Asset asset, String cacheControl, String ifNoneMatch, String acceptEncoding) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", cacheControl);
    headers.put("ETag", asset.etag());
    headers.put("Vary", "Accept-Encoding");
    if (ifNoneMatch.contains(asset.version())) {
      return new SiteResponse(304, headers, EMPTY);
    }
    headers.put("Content-Type", asset.type());
    if (!takesGzip(acceptEncoding)) {
      return new SiteResponse(status, headers, asset.content());
    }
    headers.put("Content-Encoding", "gzip");
    return new SiteResponse(status, headers, asset.gzip());
  }

  private static boolean takesGzip(String acceptEncoding) {
    Matcher gzip = GZIP.matcher(acceptEncoding);
    return gzip.find() && (gzip.group(1) == null || Double.parseDouble(gzip.group(1)) > 0);
  }
}
