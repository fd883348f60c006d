package dev.rtcrooms.examples.quickstart;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A page that is the same for all visitors, rendered once; any thread. */
final class PageServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final byte[] html;

  PageServlet(int status, String html) {
    this.status = status;
    this.html = html.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/html; charset=utf-8");
    response.setContentLength(html.length);
    response.setHeader("Cache-Control", "no-cache");
    response.getOutputStream().write(html);
  }
}
