package threetier.sample.live;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * Reads the body of a request of any method and answers with the method, the announced and the read length, and a
 * checksum.
 */
@WebServlet("/uploads")
public class UploadServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CRC32 checksum = new CRC32();
        long length = 0;
        InputStream body = request.getInputStream();
        byte[] part = new byte[65_536];
        for (int read = body.read(part); read >= 0; read = body.read(part)) {
            checksum.update(part, 0, read);
            length += read;
        }
        response.setContentType("text/plain");
        response.getWriter()
                .print(request.getMethod() + " " + request.getContentLengthLong() + " " + length + " "
                        + checksum.getValue());
    }
}
