using System.Net;
using System.Net.Sockets;
using System.Text;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>How <c>serve</c> starts, refuses to, and ends.</summary>
[TestClass]
public sealed class ServeCommandTests
{
    private static TemporaryFolder folder = null!;

    // Bars and dashes, told apart: images of another size, with classes that are words.
    private static string shapes = "";

    [ClassInitialize]
    public static void Train(TestContext context)
    {
        folder = new();
        shapes = folder.PathOf("shapes.zip");
        MLContext ml = new(1);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Shape));
        schema["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, 30, 20);
        IEnumerable<Shape> drawn = Enumerable.Range(0, 200)
            .Select(i => new Shape { Name = i % 2 == 0 ? "bar" : "dash", Pixels = Ink(i % 2 == 0, 20, 30, extra: i / 2 % 3) });
        IDataView rows = ml.Data.LoadFromEnumerable(drawn, schema);
        IDataView named = ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(rows).Transform(rows);
        TransformerChain<RnnTransformer> network = ml.Transforms.Conversion.ConvertType("Inputs", "Pixels", DataKind.Single)
            .Append(ml.Transforms.Expression("Inputs", "x : x / 255", "Inputs"))
            .Append(ml.Transforms.Reshape("Inputs", null, 30, 20))
            .Append(ml.MulticlassClassification.Trainers.Rnn(new RnnOptions
            {
                FeatureColumnName = "Inputs",
                HiddenSize = 8,
                Epochs = 20,
                BatchSize = 10,
                Bidirectional = true,
                LearningRate = 0.01f,
            }))
            .Fit(named);
        ml.Model.Save(network, rows.Schema, shapes);
    }

    [ClassCleanup]
    public static void Forget() => folder.Dispose();

    [TestMethod]
    public async Task OtherSizesAndClassesThatAreWordsAreServed()
    {
        using ServedModel server = new(shapes);
        Assert.AreEqual($"{shapes}: 8 RNN units in both directions, 30 x 20 pixels, 2 classes", server.Lines[0]);
        foreach (bool isBar in new[] { true, false })
        {
            ServedModel.Answer answer = await server.Predict(Ink(isBar, 60, 60, 0).Select(value => (int)value), 60, 60);
            Assert.AreEqual(isBar ? "bar" : "dash", answer.Digit);
            CollectionAssert.AreEqual(new[] { "bar", "dash" }, answer.Classes);
            Assert.HasCount(30, answer.Steps);
            Assert.HasCount(600, answer.Seen);
        }
    }

    [TestMethod]
    [DataRow("-1")]
    [DataRow("65536")]
    [DataRow("http")]
    public void BadPortsAreOneLine(string port) =>
        AssertRefused(2, $"--port must be a whole number from 0 to 65535, but is '{port}'.", Run("serve", shapes, $"--port={port}"));

    [TestMethod]
    public void APortInUseIsOneLine()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        AssertRefused(3, $"Cannot listen on port {port} of this machine", Run("serve", shapes, "--port", $"{port}"));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // which has no signals to send
    [DataRow("TERM")]
    [DataRow("INT")]
    public async Task ASignalEndsItWellAfterTheRequestsThatHaveBegun(string signal)
    {
        using ServedModel server = new(shapes, "--verbose");
        string body = $$"""{"width":8,"height":8,"pixels":[{{string.Join(',', Ink(isBar: true, 8, 8, 0))}}]}""";
        using TcpClient client = new();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        using NetworkStream stream = client.GetStream();
        using StreamReader answer = new(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /api/predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + $"{body.Length}\r\nExpect: 100-continue\r\n\r\n"));
        // Sent when the server begins to read what is not there yet.
        Assert.Contains("100 Continue", (await answer.ReadLineAsync())!);
        Assert.AreEqual("", await answer.ReadLineAsync());

        server.Signal(signal);
        using CancellationTokenSource patience = new(ChildProcess.Patience);
        while (CanConnect(server.Address))
            await Task.Delay(10, patience.Token);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(body));
        Assert.Contains("200 OK", (await answer.ReadLineAsync())!);
        string rest = await answer.ReadToEndAsync();
        Assert.Contains("\"digit\":\"bar\"", rest);

        ChildProcess child = server.WaitForExit();
        Assert.AreEqual(0, child.ExitCode, child.Error);
        Assert.Contains("POST /api/predict 200", child.Error);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task ItIsQuietUnlessAskedNotToBe()
    {
        using ServedModel server = new(shapes);
        Assert.AreEqual(400, (await server.Post("{}")).Status);
        server.Signal("TERM");
        Assert.AreEqual("", server.WaitForExit().Succeeded().Error);
    }

    private static bool CanConnect(Uri address)
    {
        try
        {
            using TcpClient client = new(address.Host, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // A line down the middle or across it, a little thicker or thinner.
    private static byte[] Ink(bool isBar, int width, int height, int extra) => [.. Enumerable.Range(0, width * height).Select(i =>
    {
        (int along, int length, int across, int middle) = isBar ? (i / width, height, i % width, width / 2)
            : (i % width, width, i / width, height / 2);
        return Math.Abs(across - middle) <= width / 12 + extra && along >= length / 6 && along < length - length / 6
            ? byte.MaxValue : (byte)0;
    })];

    private sealed class Shape
    {
        public byte[] Pixels { get; set; } = [];

        public string Name { get; set; } = "";
    }
}
