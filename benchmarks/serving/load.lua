-- Request one address repeatedly: wrk … -s load.lua -- MODE PATH [ETAG or SECOND]
-- MODE: "same" repeats one request, "held" sends the ETAG of the answer that the client has, "new"
-- asks for the next second of the day each time, from SECOND on (the time is appended to PATH).
-- Prints one line of JSON at the end: requests, seconds, failed, full, bytes, p50, p95, p99 (ms).
local mode, path, asked = nil, nil, 0
local headers = {["Accept-Encoding"] = "gzip"}
local threads = {}
full = 0 -- answers to "held" other than 304: the ETag changes each minute

function setup(thread)
    table.insert(threads, thread)
end

function init(args)
    mode, path = args[1], args[2]
    if mode == "new" then asked = tonumber(args[3]) end
    if mode ~= "held" then return end
    headers["If-None-Match"] = args[3]
    response = function(status, answered)
        if status ~= 304 then
            full = full + 1
            headers["If-None-Match"] = answered["ETag"] or answered["etag"]
        end
    end
end

function request()
    local target = path
    if mode == "new" then
        local minute = math.floor(asked / 60)
        target = path .. string.format("%02d:%02d:%02dZ", math.floor(minute / 60) % 24, minute % 60, asked % 60)
        asked = asked + 1
    end
    return wrk.format("GET", target, headers)
end

function done(summary, latency, _)
    local errors = summary.errors
    local all_full = 0
    for _, thread in ipairs(threads) do all_full = all_full + thread:get("full") end
    local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    io.write(string.format(
        '{"requests": %d, "seconds": %.3f, "failed": %d, "full": %d, "bytes": %d, "p50": %.2f, "p95": %.2f, "p99": %.2f}\n',
        summary.requests, summary.duration / 1e6, failed, all_full, summary.bytes,
        latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3
    ))
end
