package threetier.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import threetier.stage.OnStage;
import threetier.stage.Site;

@OnStage
class InstanceIT {

    @Test
    void theNodeSaysItsNameAndVersion(Site site) throws Exception {
        site.awaitReader();
        HttpResponse<String> response = site.get("/instance");
        assertEquals(200, response.statusCode());
        assertEquals("no-store", Site.header(response, "Cache-Control"));
        assertTrue(
                response.body()
                        .matches(
                                "\\{\"hostname\":\"app-1\",\"version\":\"[^\"$]+\",\"zone\":\"\",\"database\":\"reader\",\"lagMillis\":\\d+,\"readOnly\":false,\"client\":\"[\\d.]+\",\"scheme\":\"http\"}"),
                response.body());
    }
}
