-- An input filter that ends a request whose body is longer than CHUNKED_LIMIT bytes (limits.conf)
function limit(request)
    local left = tonumber(os.getenv("CHUNKED_LIMIT"))
    coroutine.yield()
    while bucket ~= nil do
        left = left - #bucket
        if left < 0 then error("the body is longer than CHUNKED_LIMIT") end
        coroutine.yield(bucket)
    end
    coroutine.yield()
end
