package dev.rtcrooms.containers;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.Principal;

/**
 * Stands for a host's login: who names a user in a header is that user. Containers construct it.
 */
public final class LoginFilter implements Filter {

  static final String USER = "X-Test-User";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String user = ((HttpServletRequest) request).getHeader(USER);
    chain.doFilter(
        user == null ? request : new LoggedIn((HttpServletRequest) request, user), response);
  }

  private static final class LoggedIn extends HttpServletRequestWrapper {
    private final Principal principal;

    LoggedIn(HttpServletRequest request, String user) {
      super(request);
      principal = () -> user;
    }

    @Override
    public Principal getUserPrincipal() {
      return principal;
    }
  }
}
