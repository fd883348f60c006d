package dev.rtcrooms.examples.quickstart;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BiConsumer;

/**
 * Tells browsers what the pages never do, so that injected content cannot do it either. Headers of
 * a page itself replace these. Any thread.
 */
final class SecurityHeaders extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** Allows this server's own content only, no inline script or style, and no frame. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String WITH_CAMERA =
      "camera=(self), display-capture=(self), microphone=(self)";
  private static final String WITHOUT_CAMERA = "camera=(), display-capture=(), microphone=()";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    set(usesCamera(request.getRequestURI()), response::setHeader);
    chain.doFilter(request, response);
  }

  /** Whether the page of a path is a room or a stream. */
  static boolean usesCamera(String path) {
    return path.startsWith("/room/") || path.startsWith("/stream/");
  }

  /** Sets each header on a response of either server. */
  static void set(boolean camera, BiConsumer<String, String> header) {
    header.accept("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    header.accept("Permissions-Policy", camera ? WITH_CAMERA : WITHOUT_CAMERA);
    header.accept("Cross-Origin-Opener-Policy", "same-origin");
    header.accept("Cross-Origin-Resource-Policy", "same-origin");
    header.accept("Referrer-Policy", "same-origin");
    header.accept("X-Content-Type-Options", "nosniff");
  }
}
