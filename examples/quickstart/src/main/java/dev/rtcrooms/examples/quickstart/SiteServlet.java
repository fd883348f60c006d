package dev.rtcrooms.examples.quickstart;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/** The quickstart's own pages on Jetty: the welcome page, files, and 404. Any thread. */
final class SiteServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Site site;

  SiteServlet(Site site) {
    this.site = site;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SiteResponse answer =
        site.answer(
            request.getMethod(),
            request.getServletPath(),
            header(request, "If-None-Match"),
            header(request, "Accept-Encoding"));
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    if (answer.status() == HttpServletResponse.SC_NOT_MODIFIED) {
      return;
    }
    byte[] content = new byte[answer.content().remaining()];
    answer.content().get(content);
    response.setContentLength(content.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(content);
    }
  }

  private static String header(HttpServletRequest request, String name) {
    return Objects.requireNonNullElse(request.getHeader(name), "");
  }
}
