global::System.Console.WriteLine("tandem");
